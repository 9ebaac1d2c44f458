import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

/** A file of the page, ready to be served. */
export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const FOLDER = new URL('page/', import.meta.url);

/**
 * The page's files by path. The script is bundled at start, in memory: a browser takes neither TypeScript nor packages
 * by name, and one file loads faster than ninety.
 */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const [html, css, script] = await Promise.all([read('index.html'), read('page.css'), bundle()]);
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: css }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: script }],
  ]);
}

async function read(name: string): Promise<string> {
  return readFile(new URL(name, FOLDER), 'utf8');
}

async function bundle(): Promise<string> {
  try {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('main.ts', FOLDER))],
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      target: 'es2022',
      // The package's own writes style attributes, which the page's Content-Security-Policy forbids.
      alias: { 'lit/directives/style-map.js': fileURLToPath(new URL('style-map.ts', FOLDER)) },
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } finally {
    // Its helper process is not needed any more.
    await stop();
  }
}
