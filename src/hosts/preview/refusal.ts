/** A request that is not done: answered with this status, in words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly remedy: string;

  constructor(status: number, message: string, remedy: string) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }
}
