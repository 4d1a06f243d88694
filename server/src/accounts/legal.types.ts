import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Who runs this site, as its legal pages say it. Null: its operator has not said so yet, and the pages show that.',
  simpleResolvers: true,
})
export class Publisher {
  @Field(() => String, { nullable: true, description: 'Legal name.' })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Legal form and capital.' })
  form: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address.' })
  address: string | null;

  @Field(() => String, { nullable: true, description: 'SIREN, nine digits.' })
  siren: string | null;

  @Field(() => String, { nullable: true, description: 'Who answers for what is published.' })
  director: string | null;

  @Field(() => String, { nullable: true, description: 'The host: name, address, telephone.' })
  host: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address for everything.' })
  contact: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address of whoever answers about personal data.' })
  dpo: string | null;

  @Field(() => String, { nullable: true, description: 'Consumer mediator: name, address, site.' })
  mediator: string | null;
}
