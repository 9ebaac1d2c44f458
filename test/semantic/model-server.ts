import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FileFacts, NamedModel } from '../../src/semantic/models.ts';

export const facts = (content: Buffer): FileFacts => ({ bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') });

/** No model, but of the size of one that is small; the same each time. */
export const CONTENT = { 'model.onnx': Buffer.alloc(300_000, 'weights '), 'tokenizer.json': Buffer.from('{"version":"1.0"}') };

/** A model that a server on this machine gives in a jar, under names of the jar's own. */
export function modelIn(jar: Buffer, url: string, more: Partial<NamedModel> = {}): NamedModel {
  return {
    name: 'made', licence: 'MIT', languages: 'en', dimensions: 384, pooling: 'cls', prefixes: { question: 'Q: ', passage: '' }, mostTokens: 256, page: 'https://example.org/made',
    files: { 'model.onnx': facts(CONTENT['model.onnx']), 'tokenizer.json': facts(CONTENT['tokenizer.json']) },
    downloads: [{ url, ...facts(jar), gives: { 'model.onnx': 'made-q.onnx', 'tokenizer.json': 'made-q-tokenizer.json' } }],
    ...more,
  };
}

export interface Server {
  readonly base: string;
  readonly close: () => void;
}

/** What a path is answered with; 404 for all others. */
export async function serve(answers: Readonly<Record<string, (response: ServerResponse) => void>>): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end('no such file');
    else answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
