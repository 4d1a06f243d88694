import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Tastes that go together on a form.', simpleResolvers: true })
export class InterestGroup {
  @Field(() => ID, { description: 'Never changes, e.g. `dehors`.' })
  id: string;

  @Field({ description: 'In French, e.g. « Dehors ».' })
  labelFr: string;

  @Field({ description: 'In English, e.g. "Outdoors".' })
  labelEn: string;
}

@ObjectType({ description: 'A taste from the common list.', simpleResolvers: true })
export class Interest {
  @Field(() => ID, { description: 'For profiles and filters, e.g. `randonnee`. Never changes.' })
  id: string;

  @Field({ description: 'In French, e.g. « Randonnée ».' })
  labelFr: string;

  @Field({ description: 'In English, e.g. "Hiking".' })
  labelEn: string;

  @Field(() => InterestGroup, { description: 'Under which heading it stands on a form. Groups and tastes come in the order of the forms.' })
  group: InterestGroup;
}
