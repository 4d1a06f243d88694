import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { IsAddress, RoleEnum } from '../accounts/index.js';
import type { Role } from '../platform/graphql/context.js';

@InputType({ description: 'Who is to be a moderator, or no longer.' })
export class NameModeratorInput {
  @Field({ description: 'Address of an account that others have never seen.' })
  @IsAddress()
  email: string;

  @Field({ description: 'True to name, false to unname.' })
  moderator: boolean;
}

@ObjectType({ description: 'Somebody who reads reports.', simpleResolvers: true })
export class Moderator {
  @Field(() => ID, { description: 'Id of the account.' })
  id: string;

  @Field({ description: 'Address of the account.' })
  email: string;

  @Field(() => RoleEnum, { description: 'MODERATOR or ADMIN.' })
  role: Role;
}
