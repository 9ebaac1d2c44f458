import type { Interaction, ShownModal } from './interaction.ts';
import type { ShownMessage } from './message.ts';

/** What the user got to see of one interaction. */
export interface Outcome {
  /** What Discord tells the user when the bot failed, with the reason; else null. */
  readonly failed: string | null;
  /** The reply, or the message that was updated. It is alive: later edits show in it. */
  readonly message: ShownMessage | null;
  readonly modal: ShownModal | null;
  /** From the user's act to the bot's acknowledgement. */
  readonly elapsedMs: number;
  /** From the user's act to the reply, which of a deferred one is later. */
  readonly completedMs: number;
  readonly deferred: boolean;
  /** Further messages, oldest first; more may come. */
  readonly followUps: readonly ShownMessage[];
  /** For answering the modal, and for requests about it: id and token. */
  readonly interaction: Interaction;
  /** Resolves with the next follow-up; rejects when none comes in time. */
  nextFollowUp(timeoutMs?: number): Promise<ShownMessage>;
}

/** Waits until the user sees an end: the reply, the filled deferred reply, or a failure. */
export async function outcomeOf(interaction: Interaction, deadlineMs: number, settleMs: number): Promise<Outcome> {
  await interaction.answered;
  let failed = interaction.state === 'expired' ? `no response within ${deadlineMs / 1000} seconds` : null;
  const { original } = interaction;
  if (original?.loading === true && !original.deleted) {
    await original.changed(settleMs).catch(() => {
      failed = `deferred, and not completed within ${settleMs / 1000} seconds`;
    });
  }
  return {
    failed,
    message: original,
    modal: interaction.modal,
    elapsedMs: interaction.elapsedMs,
    completedMs: interaction.age,
    deferred: interaction.deferred,
    followUps: interaction.followUps,
    interaction,
    nextFollowUp: async (timeoutMs = 3000) => {
      const before = interaction.followUps.length;
      await interaction.followUpSignal.next(timeoutMs, 'no follow-up came');
      const message = interaction.followUps[before];
      if (message === undefined) throw new Error('the follow-up is gone');
      return message;
    },
  };
}
