import { readSettings } from '../config.ts';
import { examine } from '../doctor/doctor.ts';
import { drawFindings } from '../doctor/draw.ts';
import { userError } from '../errors.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { secretsCutter } from '../log/secrets.ts';
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
    const findings = await examine({ config, wrong, origins: null });
    const checks = findings.map((finding) => ({ ...finding, message: cut(finding.message), remedy: finding.remedy === null ? null : cut(finding.remedy) }));
    const ok = checks.every(({ state }) => state !== 'problem');
    return { data: { checks, ok }, text: plain(drawFindings(checks)), failed: !ok };
  },
});
