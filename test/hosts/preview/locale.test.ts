import { describe, expect, it } from 'vitest';
import { discordLocale, localised } from '../../../src/hosts/preview/page/locale.ts';

describe('the language of Discord’s client', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['en'], 'en-US'],
    [['en-AU'], 'en-GB'],
    [['es'], 'es-ES'],
    [['es-MX'], 'es-419'],
    [['pt-PT'], 'pt-BR'],
    [['zh-HK'], 'zh-TW'],
    [['zh'], 'zh-CN'],
    [['nb-NO'], 'no'],
    [['sv'], 'sv-SE'],
    [['SV-se'], 'sv-SE'],
    [['ar', 'fr-CA'], 'fr'],
    [['ar'], 'en-US'],
    [['not a language', ''], 'en-US'],
    [[], 'en-US'],
  ])('is by the wishes %j: %s', (wanted, locale) => {
    expect(discordLocale(wanted)).toBe(locale);
  });

  it('gives descriptions and choices, of options too; what is not translated stays', () => {
    const option = { type: 3, name: 'style', description: 'Which', description_localizations: { de: 'Welcher' }, choices: [{ name: 'Plain', value: 'p', name_localizations: { de: 'Schlicht' } }, { name: 'APA', value: 'a' }] };
    const command = { id: '1', type: 1, name: 'cite', description: 'Cites', description_localizations: { de: 'Zitiert' }, options: [option] };
    expect(localised(command, 'de')).toMatchObject({ name: 'cite', description: 'Zitiert', options: [{ name: 'style', description: 'Welcher', choices: [{ name: 'Schlicht', value: 'p' }, { name: 'APA' }] }] });
    expect(localised(command, 'fr')).toMatchObject({ description: 'Cites', options: [{ description: 'Which', choices: [{ name: 'Plain' }, { name: 'APA' }] }] });
  });
});
