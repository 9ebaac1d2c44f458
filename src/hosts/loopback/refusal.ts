/** Discord's own client would not have let the user do this; the bot never hears of it. */
export class ClientRefusal extends Error {
  override readonly name = 'ClientRefusal';
}
