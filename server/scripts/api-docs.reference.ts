import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedScalarType,
  isUnionType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { readRights } from '../src/platform/graphql/guards.js';
import { NOUNS, type Noun } from './api-docs.nouns.js';
import { rightsInWords } from './api-docs.words.js';

type Field = GraphQLField<unknown, unknown>;
interface RootField {
  kind: 'query' | 'mutation' | 'subscription';
  field: Field;
}

/** Every field and type of the schema, chapter by chapter. */
export class Reference {
  private readonly roots = new Map<string, RootField>();
  private readonly types = new Map<string, GraphQLNamedType>();

  constructor(private readonly schema: GraphQLSchema) {
    const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    for (const type of rootTypes) {
      const kind = type?.name.toLowerCase() as RootField['kind'];
      for (const field of Object.values(type?.getFields() ?? {})) this.roots.set(field.name, { kind, field });
    }
    for (const type of Object.values(schema.getTypeMap())) {
      const isOurs = !type.name.startsWith('__') && !isSpecifiedScalarType(type) && !rootTypes.some((root) => root === type);
      if (isOurs) this.types.set(type.name, type);
    }
    assertPlaced(
      'root fields',
      [...this.roots.keys()],
      NOUNS.flatMap(({ fields }) => fields),
    );
    assertPlaced(
      'types',
      [...this.types.keys()],
      NOUNS.flatMap(({ types }) => types),
    );
  }

  /** The chapters with their fields, for the table of contents. */
  contents(): string {
    const linkTo = (name: string): string => `[\`${name}\`](#${slug(this.headingOf(name))})`;
    return NOUNS.map(({ title, fields }) => `  - [${title}](#${slug(title)}) ${fields.map(linkTo).join(' ')}`).join('\n');
  }

  chapters(): string {
    return NOUNS.map((noun) => this.chapter(noun)).join('\n\n');
  }

  private chapter({ title, about, fields, types }: Noun): string {
    return [
      `### ${title}`,
      about,
      ...fields.map((name) => this.rootField(name)),
      ...types.map((name) => this.type(this.types.get(name) as GraphQLNamedType)),
    ].join('\n\n');
  }

  private headingOf(name: string): string {
    return `${this.roots.get(name)?.kind} ${name}`;
  }

  private rootField(name: string): string {
    const { kind, field } = this.roots.get(name) as RootField;
    const args = inOrder(field.args, isRequiredArgument);
    return sections(
      `#### ${this.headingOf(name)}`,
      `\`${signature(field)}\``,
      `_${rightsInWords(readRights(this.schema, field))}_`,
      field.description,
      args.length > 0 && table(['argument', 'type', 'meaning'], args.map(this.input)),
      `${kind === 'subscription' ? 'Sends' : 'Answers'} ${this.link(field.type)}.`,
    );
  }

  private type(type: GraphQLNamedType): string {
    return sections(`#### ${headingOfType(type)}`, type.description, ...this.body(type));
  }

  private body(type: GraphQLNamedType): (string | false)[] {
    if (isEnumType(type)) {
      const rows = type.getValues().map(({ name, description }) => [`\`${name}\``, cell(description)]);
      return [table(['value', 'meaning'], rows)];
    }
    if (isUnionType(type)) return [`One of ${type.getTypes().map(this.link).join(', ')}.`];
    if (isInputObjectType(type)) {
      return [table(['field', 'type', 'meaning'], inOrder(Object.values(type.getFields()), isRequiredInputField).map(this.input))];
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const kinds = isInterfaceType(type) ? this.schema.getImplementations(type).objects : [];
    return [
      type.getInterfaces().length > 0 && `One kind of ${type.getInterfaces().map(this.link).join(', ')}.`,
      kinds.length > 0 && `One of ${kinds.map(this.link).join(', ')}.`,
      table(['field', 'type', 'meaning'], Object.values(type.getFields()).map(this.output)),
    ];
  }

  private readonly input = (value: GraphQLArgument | GraphQLInputField): string[] => {
    const fallback = defaultOf(value);
    // Of an argument that says nothing, its type does.
    const meaning = cell(value.description ?? getNamedType(value.type).description);
    return [`\`${value.name}\``, this.link(value.type), fallback ? `${meaning} Default: \`${fallback}\`.` : meaning];
  };

  private readonly output = (field: Field): string[] => {
    const args = field.args.map((arg) => `\`${arg.name}: ${String(arg.type)}${withDefault(arg)}\`: ${cell(arg.description)}`);
    return [`\`${field.name}\``, this.link(field.type), [cell(field.description), ...args].join('<br>')];
  };

  private readonly link = (type: GraphQLType): string => {
    const named = getNamedType(type);
    const text = `\`${String(type)}\``;
    return this.types.has(named.name) ? `[${text}](#${slug(headingOfType(named))})` : text;
  };
}

function headingOfType(type: GraphQLNamedType): string {
  if (isEnumType(type)) return `enum ${type.name}`;
  if (isInputObjectType(type)) return `input ${type.name}`;
  return `type ${type.name}`;
}

/** The anchor that readers of Markdown give a heading of ours. */
const slug = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

/** What must be said first. */
const inOrder = <T>(values: readonly T[], isRequired: (value: T) => boolean): T[] => [
  ...values.filter(isRequired),
  ...values.filter((value) => !isRequired(value)),
];

function signature({ name, args, type }: Field): string {
  const inside = inOrder(args, isRequiredArgument).map((arg) => `${arg.name}: ${String(arg.type)}${withDefault(arg)}`);
  return `${name}${inside.length > 0 ? `(${inside.join(', ')})` : ''}: ${String(type)}`;
}

function defaultOf({ defaultValue, type }: GraphQLArgument | GraphQLInputField): string {
  const literal = astFromValue(defaultValue, type);
  return literal ? print(literal) : '';
}

const withDefault = (value: GraphQLArgument): string => (defaultOf(value) ? ` = ${defaultOf(value)}` : '');

const cell = (text: string | null | undefined): string => (text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const sections = (...parts: (string | false | null | undefined)[]): string => parts.filter(Boolean).join('\n\n');

/** Each thing stands in one chapter, and no chapter names a thing that is gone. */
function assertPlaced(what: string, there: string[], placed: string[]): void {
  const wrong = [
    ...there.filter((name) => !placed.includes(name)).map((name) => `${name} has no place`),
    ...placed.filter((name) => !there.includes(name)).map((name) => `${name} is gone`),
    ...placed.filter((name, index) => placed.indexOf(name) !== index).map((name) => `${name} stands twice`),
  ];
  if (wrong.length > 0) throw new Error(`The ${what} of server/scripts/api-docs.nouns.ts: ${wrong.join(', ')}.`);
}
