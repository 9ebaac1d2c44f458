import { defineCommand, reply, usualVisibility } from '../src/command.ts';
import { answerQuestion, stageText } from '../src/command/answering.ts';
import { limitArticles } from '../src/command/filter.ts';
import { nameOptions, readLimits, whenOption } from '../src/command/limits.ts';
import { bareQuote } from '../src/command/quote.ts';
import { userError } from '../src/errors.ts';

export default defineCommand({
  name: 'search',
  description: 'Find the paragraphs that answer a question, word for word, with their source',
  options: {
    question: { type: 'string', description: 'What you want to know, in your own words', required: true, maxLength: 6_000 },
    ...nameOptions,
    ...whenOption,
    after: { type: 'string', description: 'Only articles published on or after this date (2021-12-31, May 2021)' },
    before: { type: 'string', description: 'Only articles published on or before this date (2021-12-31, May 2021)' },
    private: { type: 'boolean', description: 'Show the answer to you alone' },
    limit: { type: 'integer', description: 'How many quotes at most', min: 1, max: 50, terminalOnly: true },
  },
  async run(args, context, caller) {
    const { question, limit = 5, private: isPrivate } = args;
    const { search: said, limits: saidOfLimits } = caller.words;
    if (question.trim() === '') throw userError(said.empty, said.askInWords);
    const limits = await readLimits('search', args, context, caller);
    if ('asked' in limits) return limits.asked;
    const { articles, undated } = await limitArticles(context.store, limits.filter);
    const notice = undated === 0 ? null : saidOfLimits.undated(undated);
    const asked = { question, limit, articles, notice, told: limits.told, heading: question.trim(), refusal: () => userError(said.noWords, said.useWords) };
    const { answer, shown } = await answerQuestion(asked, context, caller);
    const { confidence, score, missing, didYouMean } = answer;
    return reply({
      ...shown,
      visibility: isPrivate === undefined ? usualVisibility(caller) : isPrivate ? 'private' : 'public',
      data: { query: question, confidence, score, missing, didYouMean, notice, stage: stageText(answer.stage), limits: limits.data, quotes: shown.quotes.map(bareQuote) },
    });
  },
});
