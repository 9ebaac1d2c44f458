import type { Logger } from 'pino';
import { readArguments } from '../../command/arguments.ts';
import type { Caller, Context, Reply } from '../../command.ts';
import { keepCall, type ReadCall } from './calls.ts';
import { callsOf } from './components.ts';
import { customIds } from './custom-ids.ts';
import { renderReply, type MessageBody } from './render.ts';
import type { Shares } from './shares.ts';

/** What answering stands on, the same for every interaction. */
export interface Desk {
  readonly context: Context;
  readonly ownerIds: ReadonlySet<string>;
  readonly log: Logger;
  readonly shares: Shares;
}

/** What is to be sent. */
export interface Drawn {
  readonly body: MessageBody;
  readonly isPrivate: boolean;
  /** Instead of a reply: it takes no other message's place. */
  readonly isFault: boolean;
}

export async function replyTo({ command, given }: ReadCall, context: Context, caller: Caller): Promise<Reply> {
  return command.run(readArguments(command, given, caller.words), context, caller);
}

/** As a message; what its buttons stand for is kept where it is too long for them. */
export async function drawReply(reply: Reply, context: Context, caller: Caller): Promise<MessageBody> {
  return renderReply(reply, caller, await customIds(callsOf(reply), async (call) => keepCall(call, context, caller)));
}
