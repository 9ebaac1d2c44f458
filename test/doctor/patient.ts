import { readSettings } from '../../src/config.ts';
import type { Finding, Patient } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/doctor.ts';

/** What the settings name, as `backfile doctor` would look at it. */
export function patient(settings: Readonly<Record<string, string>>, origins: Patient['origins'] = null): Patient {
  return { ...readSettings({ PREVIEW_PORT: '0', ...settings }), origins };
}

/** The findings of that name. */
export async function findings(name: string, settings: Readonly<Record<string, string>>, origins: Patient['origins'] = null): Promise<Finding[]> {
  return (await examine(patient(settings, origins))).filter((finding) => finding.name === name);
}

/** The one finding of that name. */
export async function finding(name: string, settings: Readonly<Record<string, string>>): Promise<Finding> {
  const [found, ...more] = await findings(name, settings);
  if (found === undefined || more.length > 0) throw new Error(`${1 + more.length} findings of ${name}`);
  return found;
}
