import { GraphiQL } from 'graphiql';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { API, createFetcher } from './api.js';
import { AuthBox } from './AuthBox.js';
import { examplesPlugin } from './ExampleList.js';
import { FIRST_EXAMPLE } from './example-files.js';
import { Session } from './session.js';
import { preferredLanguage, WORDS, type Language } from './words.js';

const session = new Session(API);
const fetcher = createFetcher(session);

export function Playground() {
  const [language, setLanguage] = useState<Language>(preferredLanguage);
  const account = useSyncExternalStore(
    (changed) => session.onChange(changed),
    () => session.account,
  );
  const words = WORDS[language];
  const plugin = useMemo(() => examplesPlugin(language), [language]);
  return (
    <div className="playground" lang={language}>
      <header className="bar">
        <a className="bar-name" href="/">
          Premier <em>Pas</em>
        </a>
        <h1 className="bar-title">{words.title}</h1>
        <AuthBox session={session} account={account} words={words} />
        <button type="button" className="bar-language" onClick={() => setLanguage(language === 'fr' ? 'en' : 'fr')}>
          {words.other}
        </button>
      </header>
      <main className="playground-body">
        <GraphiQL
          key={language}
          fetcher={fetcher}
          plugins={[plugin]}
          visiblePlugin={innerWidth >= 900 ? plugin : undefined}
          defaultQuery={FIRST_EXAMPLE.query}
          defaultTabs={[{ query: FIRST_EXAMPLE.query, variables: FIRST_EXAMPLE.variables }]}
          defaultEditorToolsVisibility="variables"
          forcedTheme="light"
          inputValueDeprecation
          shouldPersistHeaders={false}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
        </GraphiQL>
      </main>
    </div>
  );
}
