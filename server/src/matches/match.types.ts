import { IsOptional } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IsId, IsText } from '../platform/graphql/validation.js';

@InputType({ description: 'A first step towards a man.' })
export class CreateMatchInput {
  @Field(() => ID, { description: 'The man.' })
  @IsId()
  manId: string;

  @Field(() => ID, { description: 'Her own id (a UUID) for the opening message: the same one sends nothing twice.' })
  @IsId()
  clientId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Her opening line, at most 1,000 characters. Optional: the first step alone opens the conversation.',
  })
  @IsOptional()
  @IsText({ max: 1_000, multiline: true })
  opening?: string | null;

  @Field(() => ID, { nullable: true, description: 'An ad of his that she quotes. It is kept as it reads now.' })
  @IsOptional()
  @IsId()
  quotedPostId?: string | null;
}

/** Chat adds what came of it: the conversation, and whether the line was said. */
@ObjectType({ description: 'What came of a first step.', simpleResolvers: true })
export class CreateMatchPayload {
  womanId: string;
  manId: string;
  clientId: string;
}

@ObjectType({ description: 'How many first steps may wait for an answer at once.', simpleResolvers: true })
export class FirstStepAllowance {
  @Field(() => Int, { description: 'My open conversations of the last fourteen days in which he has not written yet.' })
  unanswered: number;

  @Field(() => Int, {
    description: 'As many may be: fewer for an account of the first days. With one answered or closed there is room for the next.',
  })
  most: number;
}
