import { Random } from '../../../src/measure/random.ts';
import type { TestArticle } from './page.ts';

/** What articles on a topic are made of. */
interface Topic {
  readonly name: string;
  readonly things: string;
  readonly people: string;
  readonly deeds: string;
  readonly qualities: string;
}

const TOPICS: readonly Topic[] = [
  { name: 'Gardening', things: 'roses|tomato plants|compost heaps|greenhouses|seedlings|hedges|apple trees|watering cans|flower beds|garden walls', people: 'gardeners|nursery owners|botanists|allotment holders', deeds: 'pruned|watered|planted|dug up|sheltered from frost|grafted', qualities: 'withered|fragrant|thorny|early|late-blooming|sturdy' },
  { name: 'Football', things: 'penalties|corner kicks|season tickets|goalkeepers’ gloves|league tables|transfer fees|training grounds|stadium roofs|away games|whistles', people: 'strikers|referees|club managers|supporters', deeds: 'missed|celebrated|protested against|replayed|defended|cheered', qualities: 'narrow|disputed|goalless|thrilling|friendly|decisive' },
  { name: 'Cooking', things: 'dumplings|sourdough loaves|onion soups|pastry ovens|copper pans|recipes|spice racks|lemon tarts|noodle stalls|cheese boards', people: 'chefs|bakers|food critics|waiters', deeds: 'tasted|burned|seasoned|kneaded|served|praised', qualities: 'crisp|salty|overcooked|creamy|smoky|delicious' },
  { name: 'Astronomy', things: 'comets|telescope mirrors|meteor showers|moons of Jupiter|star charts|sunspots|dust clouds|distant galaxies|eclipses|observatory domes', people: 'astronomers|amateur stargazers|physicists|students', deeds: 'photographed|measured|discovered|catalogued|mistook|tracked', qualities: 'faint|spectacular|icy|spiral|double|predicted' },
  { name: 'Railways', things: 'sleeper trains|branch lines|signal boxes|ticket machines|steam engines|level crossings|dining cars|timetables|tunnels|viaducts', people: 'conductors|engine drivers|commuters|timetable planners', deeds: 'delayed|repaired|electrified|reopened|cancelled|inspected', qualities: 'overcrowded|punctual|abandoned|scenic|single-track|modern' },
  { name: 'Music', things: 'string quartets|trumpet solos|church organs|choir rehearsals|vinyl records|opera tickets|drum kits|piano lessons|festival stages|old ballads', people: 'violinists|conductors|songwriters|music teachers', deeds: 'recorded|rehearsed|applauded|transposed|auctioned|hummed', qualities: 'mournful|jazzy|sold-out|out-of-tune|baroque|cheerful' },
  { name: 'Medicine', things: 'vaccines|hip replacements|waiting lists|blood samples|hearing aids|clinic hours|painkillers|hospital beds|check-ups|sleep disorders', people: 'nurses|surgeons|pharmacists|patients', deeds: 'prescribed|tested|postponed|reviewed|treated|diagnosed', qualities: 'chronic|mild|costly|effective|rare|seasonal' },
  { name: 'Fashion', things: 'wool coats|silk scarves|catwalk shows|sewing machines|denim jackets|wedding gowns|sneakers|straw hats|linen suits|leather bags', people: 'tailors|models|designers|shoppers', deeds: 'stitched|displayed|copied|discounted|dyed|sketched', qualities: 'vintage|elegant|oversized|striped|handmade|unfashionable' },
  { name: 'Chess', things: 'opening gambits|endgames|chess clocks|simultaneous displays|bishops|rook sacrifices|drawn games|rating lists|blitz rounds|school boards', people: 'grandmasters|arbiters|chess coaches|commentators', deeds: 'analysed|lost|drew|resigned|annotated|won', qualities: 'brilliant|tedious|unsound|classical|hasty|memorable' },
  { name: 'Wildlife', things: 'beaver dams|wolf packs|owl nests|salmon runs|hedgehogs|orchid meadows|otters|beehives|migrating cranes|bat caves', people: 'rangers|ornithologists|beekeepers|hikers', deeds: 'counted|photographed|protected|disturbed|tagged|fed', qualities: 'shy|endangered|nocturnal|thriving|noisy|rare' },
  { name: 'Architecture', things: 'brick facades|spiral staircases|glass towers|terraced houses|town halls|timber roofs|cellars|balconies|pedestrian bridges|courtyards', people: 'architects|bricklayers|tenants|surveyors', deeds: 'restored|demolished|painted|insulated|designed|listed', qualities: 'crumbling|gothic|award-winning|draughty|listed|airy' },
  { name: 'Films', things: 'screenplays|silent comedies|film premieres|cartoons|box offices|stunt scenes|costume dramas|documentaries|soundtracks|sequels', people: 'actors|directors|projectionists|critics', deeds: 'filmed|edited|booed|dubbed|restored|reviewed', qualities: 'black-and-white|tedious|acclaimed|low-budget|forgotten|funny' },
];
const PLACES = 'Ashford|Brindle Bay|Corwen|Dunmore|Eastleigh|Farnham|Glenrock|Hollowell|Ipswold|Jarrow|Kelso|Larkhill|Marwick|Northam|Oakdale|Penrose|Quayside|Rothbury|Selkirk|Thornbury'.split('|');
const FAMILIES = 'Abbott|Barlow|Chandler|Dawson|Ellery|Fairfax|Goodwin|Harker|Ingram|Jessop|Kirby|Lockwood|Marsden|Norris|Osgood|Prescott|Quigley|Radley|Sorrel|Tilney'.split('|');
const GIVEN = 'Alice|Bernard|Clara|Desmond|Edith|Felix|Greta|Howard|Imogen|Julian|Kitty|Leonard|Mabel|Nigel|Olive|Percy|Rosalind|Stanley|Tabitha|Vernon'.split('|');
const TIMES = 'last weekend|in early spring|during the holidays|on Tuesday evening|throughout August|before sunrise|over the past ten years|shortly after lunch|in the autumn of 1987|every other month'.split('|');

/** One sentence of a topic, of some two dozen shapes. */
function sentence(random: Random, topic: Topic): string {
  const one = (of: 'things' | 'people' | 'deeds' | 'qualities'): string => random.pick(topic[of].split('|'));
  const [place, person, time] = [random.pick(PLACES), `${random.pick(GIVEN)} ${random.pick(FAMILIES)}`, random.pick(TIMES)];
  const number = random.between(3, 402);
  const shapes = [
    `The ${one('people')} of ${place} ${one('deeds')} ${number} ${one('qualities')} ${one('things')} ${time}.`,
    `${person}, who lives in ${place}, says that ${one('qualities')} ${one('things')} are what most ${one('people')} remember.`,
    `It was ${time} that ${one('things')} were first ${one('deeds')} by ${one('people')} near ${place}.`,
    `“We have never seen such ${one('qualities')} ${one('things')},” ${person} wrote in a letter to the editor.`,
    `About ${number} visitors came to ${place} to look at ${one('things')} and ${one('things')}.`,
    `Few ${one('people')} agree on why ${one('things')} become ${one('qualities')} so quickly.`,
    `According to ${person}, the ${one('things')} had been ${one('deeds')} twice, once ${time}.`,
    `In ${place}, ${one('things')} cost ${number} pounds, which many ${one('people')} find too much.`,
    `A museum for ${one('things')} will open in ${place}, with room for ${number} guests.`,
    `Neither ${one('people')} nor ${one('people')} could explain the ${one('qualities')} ${one('things')}.`,
    `What began as a hobby of ${person} is now a company that sells ${one('things')} to ${one('people')}.`,
    `The oldest ${one('things')} in ${place} were ${one('deeds')} ${time} and have been ${one('qualities')} ever since.`,
  ];
  return random.pick(shapes);
}

/** So many paragraphs, five to an article, on a dozen topics that are none of the archive's own. */
export function fillerArticles(seed: number, paragraphs: number): TestArticle[] {
  const random = new Random(seed);
  return Array.from({ length: Math.ceil(paragraphs / 5) }, (_, place) => {
    const topic = random.pick(TOPICS);
    const [first = '', second = ''] = random.shuffle(topic.things.split('|'));
    return {
      title: `${topic.name} notes ${place + 1}: ${first} and ${second} of ${random.pick(PLACES)}`,
      publisher: random.pick(['The Courier', 'Evening Chronicle', 'Weekly Review', 'Northern Star']),
      paragraphs: Array.from({ length: 5 }, () => Array.from({ length: random.between(3, 5) }, () => sentence(random, topic)).join(' ')),
    };
  });
}
