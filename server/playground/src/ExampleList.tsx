import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { EXAMPLES, ROLES, type Example } from './example-files.js';
import { WORDS, type Language } from './words.js';

function BookIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14c-3.5 0-6.5.5-8.5 2Zm0 0v14" />
    </svg>
  );
}

/** The sidebar that lists what each role can do. */
export function examplesPlugin(language: Language): GraphiQLPlugin {
  return { title: WORDS[language].examples, icon: BookIcon, content: () => <ExampleList language={language} /> };
}

function ExampleList({ language }: { language: Language }) {
  const words = WORDS[language];
  const { addTab } = useGraphiQLActions();
  const active = useGraphiQL((state) => state.activeTabIndex);
  const [pending, setPending] = useState<{ example: Example; from: number } | null>(null);
  const fill = useFill();

  // A tab's editors exist only once it is the active one.
  useEffect(() => {
    if (!pending || pending.from === active) return;
    fill(pending.example);
    setPending(null);
  }, [pending, active, fill]);

  return (
    <section className="examples" aria-label={words.examples}>
      <h2>{words.examples}</h2>
      <p>{words.hint}</p>
      {ROLES.map((role) => (
        <div key={role}>
          <h3>{words.roles[role]}</h3>
          <ul>
            {EXAMPLES.filter((example) => example.role === role).map((example) => (
              <li key={example.name}>
                <button
                  type="button"
                  title={words.open}
                  onClick={() => {
                    setPending({ example, from: active });
                    addTab();
                  }}
                >
                  {example.title[language]}
                  <code>{example.name}</code>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function useFill(): (example: Example) => void {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const { updateActiveTabValues } = useGraphiQLActions();
  return ({ query, variables }) => {
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ?? '');
    updateActiveTabValues({ query, variables: variables ?? null });
  };
}
