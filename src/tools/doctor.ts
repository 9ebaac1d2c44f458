import { readSettings, type Config } from '../config.ts';
import { examine } from '../doctor/doctor.ts';
import { drawFindings } from '../doctor/draw.ts';
import { withStoreAsItIs } from '../doctor/open-store.ts';
import { Fault, userError } from '../errors.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { secretsCutter } from '../log/secrets.ts';
import { openOrigins } from '../open-origins.ts';
import type { OriginStatus } from '../origins/port.ts';
import { defineTool } from '../tools.ts';

export default defineTool({
  name: 'doctor',
  description: 'Look at settings, folders, store, index, Discord and origins, and say what to do; changes nothing',
  usage: '',
  async run(args) {
    const { words } = readFlags(args, {});
    if (words.length > 0) throw userError(`doctor takes no words: "${words.join(' ').slice(0, 80)}".`, 'It looks at what the settings name.');
    const { config, wrong } = readSettings(process.env);
    const cut = secretsCutter(config.discordToken);
    const findings = await examine({ config, wrong, origins: async () => originsOf(config) });
    const checks = findings.map((finding) => ({ ...finding, message: cut(finding.message), remedy: finding.remedy === null ? null : cut(finding.remedy) }));
    const ok = checks.every(({ state }) => state !== 'problem');
    return { data: { checks, ok }, text: plain(drawFindings(checks)), failed: !ok };
  },
});

/** Of the store as it is; none where nothing is stored, or it cannot be read, which another check tells. */
async function originsOf(config: Config): Promise<readonly OriginStatus[]> {
  const status = withStoreAsItIs(config, async (store, file) => (await openOrigins(config, store, file)).origins.status());
  return (await status.catch((error: unknown) => { if (error instanceof Fault) return null; throw error; })) ?? [];
}
