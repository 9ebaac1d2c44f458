import type { TestArticle } from './page.ts';

export const GERMAN_ARTICLES: readonly TestArticle[] = [
  {
    title: 'Stadtrat beschließt neue Straßenbahn nach Lindenau', publisher: 'Elbtaler Zeitung',
    paragraphs: [
      'Der Stadtrat hat am Mittwoch mit knapper Mehrheit den Bau einer neuen Straßenbahnlinie in den Stadtteil Lindenau beschlossen. Die Strecke soll 6,4 Kilometer lang werden und elf Haltestellen bekommen.',
      'Die Kosten belaufen sich nach Angaben der Verkehrsbetriebe auf 210 Millionen Euro. Zwei Drittel davon übernimmt der Bund, den Rest teilen sich Land und Stadt.',
      'Oberbürgermeisterin Katrin Westphal sprach von einem guten Tag für alle, die täglich im Stau stehen. Die Opposition warf ihr dagegen vor, die Baukosten schönzurechnen.',
      'Vor allem Händler in der Kaufmannsgasse fürchten die Bauzeit. Sie verlangen Entschädigungen, weil während der Arbeiten kaum Kundschaft zu erwarten sei.',
      'Die ersten Bahnen sollen im Frühjahr 2029 fahren. Bis dahin verkehren Busse im Zehnminutentakt.',
    ],
  },
  {
    title: 'Hochwasser zerstört Brücke im Mühltal', publisher: 'Bergland Kurier',
    paragraphs: [
      'Nach tagelangem Regen ist die alte Steinbrücke im Mühltal in der Nacht zum Sonntag eingestürzt. Verletzt wurde niemand, weil die Feuerwehr den Übergang schon am Abend gesperrt hatte.',
      'Das Technische Hilfswerk hat inzwischen eine Behelfsbrücke aufgebaut, die Fahrzeuge bis zwölf Tonnen trägt. Rettungswagen müssen nun keinen Umweg über Steinfurt mehr nehmen.',
      'Einwohner berichteten, das Wasser sei innerhalb von zwanzig Minuten um fast zwei Meter gestiegen. In mehreren Kellern trieben Möbel und Heizöl.',
      'Der Wasserverband will die Ufermauern erhöhen und oberhalb des Dorfes ein Rückhaltebecken anlegen. Die Pläne dafür liegen seit fünfzehn Jahren in der Schublade.',
    ],
  },
  {
    title: 'Forscherinnen entdecken seltene Fledermaus in Kirchturm', publisher: 'Naturblatt',
    paragraphs: [
      'In einem Kirchturm bei Hohenfels haben Biologinnen der Universität eine Kolonie der Großen Hufeisennase entdeckt. Die Fledermausart galt in der Gegend seit 1974 als ausgestorben.',
      'Dreiundvierzig Tiere hängen derzeit im Gebälk, darunter vierzehn Jungtiere. Sie ernähren sich von Maikäfern und Nachtfaltern, die sie auf den umliegenden Weiden jagen.',
      'Die Projektleiterin Dr. Henrike Sommer bat darum, den Turm bis September nicht zu betreten. Auch das Läuten der großen Glocke hat die Gemeinde vorläufig eingestellt.',
      'Pfarrer Anselm Brandt nimmt es gelassen: Die Tiere seien ruhiger als mancher Konfirmand, sagte er.',
      'Ob die Kolonie den Winter übersteht, hängt von frostfreien Stollen in der Nähe ab. Der Naturschutzbund sucht deshalb nach stillgelegten Bergwerken.',
    ],
  },
  {
    title: 'Traditionsbäckerei schließt nach 140 Jahren', publisher: 'Elbtaler Zeitung',
    paragraphs: [
      'Die Bäckerei Rosenthal am Marktplatz backt zum letzten Mal ihre bekannten Mohnschnecken. Ende des Monats schließt der Familienbetrieb nach 140 Jahren, weil sich kein Nachfolger fand.',
      'Bäckermeister Jürgen Rosenthal steht seit seinem sechzehnten Lebensjahr um zwei Uhr morgens in der Backstube. Seine Tochter arbeitet als Zahnärztin in Graz und wollte das Geschäft nicht übernehmen.',
      'Auch die gestiegenen Preise für Strom und Mehl hätten dem Betrieb zugesetzt, sagte die Handwerkskammer. Jede zehnte Bäckerei im Bezirk habe in den vergangenen drei Jahren aufgegeben.',
      'In die Räume zieht ein Fahrradladen ein. Der Sauerteig, der aus dem Gründungsjahr stammen soll, geht an das Stadtmuseum.',
    ],
  },
  {
    title: 'Segelflieger landet versehentlich auf Autobahn', publisher: 'Bergland Kurier',
    paragraphs: [
      'Ein Segelflugzeug ist am Samstagnachmittag auf der gesperrten Autobahn bei Wolfsgrund notgelandet. Der 58 Jahre alte Pilot blieb unverletzt, die linke Tragfläche streifte eine Leitplanke.',
      'Nach Polizeiangaben war der Mann in eine Zone mit starkem Abwind geraten und fand kein freies Feld. Wegen Brückenarbeiten war die Fahrbahn zum Glück ohne Verkehr.',
      'Vereinskameraden zerlegten das Flugzeug und brachten es mit einem Anhänger zum Flugplatz zurück. Der Schaden beträgt rund achttausend Euro.',
      'Die Bundesstelle für Flugunfalluntersuchung prüft den Fall, rechnet aber nicht mit einem Bußgeld.',
    ],
  },
  {
    title: 'Orchester spielt in der Kohlengrube', publisher: 'Kulturspiegel',
    paragraphs: [
      'Siebzig Meter unter der Erde hat die Philharmonie am Freitag Dvořáks neunte Sinfonie aufgeführt. Das Publikum fuhr in Gruppen mit dem Förderkorb in die ehemalige Zeche Gottfried ein.',
      'Die Dirigentin Mei-Lin Castorp lobte den Klang der Halle, in der früher Loren beladen wurden. Nur die Luftfeuchtigkeit habe den Geigen zu schaffen gemacht.',
      'Alle sechshundert Karten waren in neun Minuten verkauft. Der Erlös kommt der Stiftung zugute, die das Bergbaumuseum betreibt.',
      'Im kommenden Jahr soll Mahlers Lied von der Erde erklingen. Ein ehemaliger Steiger übernimmt dann die Begrüßung.',
    ],
  },
];

/** Plainly answered by a paragraph, in other words and forms than stand there. */
export const GERMAN_ANSWERABLE: readonly (readonly [question: string, answer: string])[] = [
  ['Wie viele Haltestellen bekommt die neue Straßenbahn?', 'elf Haltestellen'],
  ['Was kostet der Bau der Straßenbahnlinie nach Lindenau?', '210 Millionen'],
  ['Wann fährt die erste Bahn nach Lindenau?', '2029'],
  ['Was verlangen die Händler der Kaufmannsgasse?', 'Entschädigungen'],
  ['Warum wurde beim Einsturz der Steinbrücke niemand verletzt?', 'gesperrt'],
  ['Wie schwer dürfen Fahrzeuge auf der Behelfsbrücke sein?', 'zwölf Tonnen'],
  ['Was plant der Wasserverband oberhalb des Dorfs?', 'Rückhaltebecken'],
  ['Welche Fledermaus wurde im Kirchturm entdeckt?', 'Hufeisennase'],
  ['Wovon ernähren sich die Tiere im Gebälk?', 'Maikäfern'],
  ['Wer leitet das Projekt mit den Fledermäusen im Turm?', 'Henrike Sommer'],
  ['Weshalb schließt die Bäckerei Rosenthal?', 'Nachfolger'],
  ['Wohin geht der alte Sauerteig der Bäckerei?', 'Stadtmuseum'],
  ['Wo ist das Segelflugzeug gelandet?', 'Wolfsgrund'],
  ['Welche Sinfonie wurde unter der Erde in der Zeche Gottfried aufgeführt?', 'neunte Sinfonie'],
  ['Wie schnell waren die Karten für das Konzert verkauft?', 'neun Minuten'],
];

/** On what no paragraph tells of. */
export const GERMAN_UNANSWERABLE: readonly string[] = [
  'Wie hoch ist der Mount Everest?',
  'Wer gewann die Fußballweltmeisterschaft in Brasilien?',
  'Welche Impfung empfiehlt das Robert-Koch-Institut gegen Masern?',
  'Wann erschien der erste Roman von Thomas Mann?',
  'Wie funktioniert eine Wärmepumpe?',
  'Was verdient ein Softwareentwickler in Zürich?',
  'Wie viele Einwohner hat Australien?',
  'Wer erfand den Buchdruck?',
];
