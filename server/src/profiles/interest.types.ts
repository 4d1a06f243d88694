import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A taste from the common list.', simpleResolvers: true })
export class Interest {
  @Field(() => ID, { description: 'For profiles and filters, e.g. `randonnee`. Never changes.' })
  id: string;

  @Field({ description: 'In French, e.g. « Randonnée ».' })
  labelFr: string;

  @Field({ description: 'In English, e.g. "Hiking".' })
  labelEn: string;
}
