/** Plainly answered by a paragraph of data/iraq.txt; each with a piece of that paragraph. */
export const IRAQ_ANSWERABLE: readonly (readonly [question: string, answer: string])[] = [
  ['Who is the national security adviser of Iraq?', 'Araji'],
  ['Which Kurdish brigadier general attended the Baghdad meeting with the coalition?', 'Hazhar Ismail'],
  ['When were US forces redeployed to Iraq because of the rise of ISIL?', '2014'],
  ['Which commander of the coalition said the war against Daesh is not over?', 'Brennan'],
  ['What are the Popular Mobilisation Forces?', 'Popular Mobilisation Forces'],
  ['What happens if Jordan falls and Iran controls Iraq?', 'Jordan'],
  ['Who directs the Middle East Political Information Network?', 'Mandel'],
  ['Which armed groups enjoy Iranian funding and training?', 'Kataib Hezbollah'],
  ['What does Qais al Khazali lead?', 'Khazali'],
  ['Was an unexploded rocket found on the roof?', 'unexploded rocket'],
  ['With whom did Joe Biden meet in Washington in July?', 'Kadhimi'],
  ['Why were no fingerprints collected?', 'fingerprints'],
  ['What did UNDP and the Japan International Cooperation Agency sign?', 'partnership agreement'],
  ['Who is the chief representative of JICA?', 'Kei Toyama'],
  ['Where is the South Fertilizer Company?', 'Basra'],
  ['In which region are women clearing mines?', 'Mosul'],
  ['How long did Saudi Arabia ban cinemas?', '35-year ban'],
  ['Who is Fadel Othman?', 'Othman'],
  ['How many parliamentary seats did the parties linked to the militias lose?', 'two-thirds'],
  ['When did drones drop rockets on the prime minister’s residence?', '7th of November'],
];

/** On what neither that page nor the filler tells of. */
export const OFF_TOPIC: readonly string[] = [
  'How do I renew a driving licence online?',
  'What is the boiling point of ethanol?',
  'Which amendment gave women the vote?',
  'Who painted the ceiling of the Sistine Chapel?',
  'What causes inflation to rise?',
  'How deep is the Mariana Trench?',
  'When was the printing press invented?',
  'Which programming language is best for beginners?',
  'How is whisky distilled?',
  'What is the capital of Mongolia?',
];
