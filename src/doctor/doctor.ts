import { archiveFolder } from './archive-folder.ts';
import type { Check, Finding, Patient } from './check.ts';
import { discordCheck } from './discord.ts';
import { index } from './index-check.ts';
import { node } from './node.ts';
import { origins } from './origins.ts';
import { owners } from './owners.ts';
import { healthPort, previewPort } from './ports.ts';
import { semanticCheck } from './semantic.ts';
import { settings } from './settings.ts';
import { stateFolder } from './state-folder.ts';
import { store } from './store.ts';
import { corrections, names, originsFile } from './yaml-files.ts';

/** In the order in which things are needed. */
const CHECKS: readonly Check[] = [settings, node, archiveFolder, originsFile, corrections, names, stateFolder, store, index, semanticCheck(), discordCheck(), owners, healthPort, previewPort, origins];

/** Looks at everything that Backfile needs, and changes nothing. Never rejects: a check that fails is a finding. */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, look } of CHECKS) {
    try {
      findings.push(...(await look(patient)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      findings.push({ name, state: 'problem', message: `This could not be looked at: ${why}`, remedy: 'See to the other findings first; if it stays, please report it.' });
    }
  }
  return findings;
}
