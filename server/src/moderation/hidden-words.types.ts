import { ArrayMaxSize } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { AreTexts } from '../platform/graphql/validation.js';

const WORDS_MAX = 50;
const WORD_MAX = 40;

@InputType({ description: 'Words I do not want to read.' })
export class HiddenWordsInput {
  @Field(() => [String], {
    description: `All of them, in the order of the list: words or phrases, at most ${WORDS_MAX} of up to ${WORD_MAX} characters. Each is kept once.`,
  })
  @AreTexts({ min: 1, max: WORD_MAX })
  @ArrayMaxSize(WORDS_MAX, { message: `At most ${WORDS_MAX}.` })
  words: string[];
}
