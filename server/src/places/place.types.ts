import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A département (or the overseas equivalent).' })
export class Department {
  @Field(() => ID, { description: 'Official code: `69`, `2A`, `974`.' })
  code!: string;

  @Field({ description: 'Its name in French.' })
  name!: string;
}

@ObjectType({ description: 'A region of France, overseas included.' })
export class Region {
  @Field(() => ID, { description: 'Official code: `84`, `04`, `988`.' })
  code!: string;

  @Field({ description: 'Its name in French.' })
  name!: string;

  @Field(() => [Department], { description: 'Its départements, by name.' })
  departments!: Department[];
}

@ObjectType({ description: 'A commune. Paris, Lyon and Marseille are one commune each: their arrondissements lead to them.' })
export class City {
  @Field(() => ID, { description: 'Official (INSEE) code, not the postal code: Lyon is `69123`.' })
  code!: string;

  @Field({ description: 'Its name in French.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Main postal code; null where each district has its own.' })
  postalCode!: string | null;

  @Field(() => Department, { nullable: true, description: 'Its département.' })
  department!: Department | null;

  @Field(() => Region, { description: 'Its region.' })
  region!: Region;
}
