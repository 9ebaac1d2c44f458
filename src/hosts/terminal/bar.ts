import progress, { type Options, type Params, type SingleBar } from 'cli-progress';

// It is a CommonJS module, whose names Node does not see.
const { Format, Presets } = progress;

/** How far a long piece of work is, in any unit. */
export interface Step {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** A bar with the time left on standard error; nothing where that is no terminal. */
export class Bar {
  #bar: SingleBar | null = null;

  step({ done, total, text }: Step): void {
    if (!process.stderr.isTTY) return;
    if (this.#bar === null) {
      this.#bar = new progress.SingleBar({ format: draw, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 50, etaAsynchronousUpdate: false }, Presets.shades_classic);
      this.#bar.start(total, done, { text });
    }
    this.#bar.setTotal(total);
    this.#bar.update(done, { text });
  }

  /** How many paragraphs have been read for comparing by meaning; the bar goes when all have. */
  meaning({ done, total }: Pick<Step, 'done' | 'total'>): void {
    if (done < total) this.step({ done, total, text: `${done} of ${total} paragraphs read for meaning` });
    else this.end();
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
}

function draw(options: Options, { progress: share, eta }: Params, payload: { readonly text: string }): string {
  const left = Number.isFinite(eta) && eta > 0 ? ` · ${Format.TimeFormat(eta, options, 1)} left` : '';
  const width = (process.stderr.columns || 80) - 40;
  return `${Format.BarFormat(share, { ...options, barsize: 20 })} ${Math.floor(share * 100)} %${left} · ${payload.text.slice(0, Math.max(10, width))}`;
}
