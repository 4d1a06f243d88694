export type Language = 'fr' | 'en';

const fr = {
  title: 'Terrain de jeu de l’API',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  visitor: 'Personne n’est connecté\u202f: seuls les champs publics répondent.',
  failed: 'La connexion a échoué\u202f:',
  other: 'English',
  examples: 'Exemples',
  open: 'Ouvrir dans un onglet',
  hint: 'Choisissez un exemple\u202f: il s’ouvre dans un nouvel onglet.',
  roles: { visitor: 'Sans compte', anyone: 'Femme ou homme', woman: 'Femme', man: 'Homme', moderator: 'Modération' },
  role: { MAN: 'homme', WOMAN: 'femme', MODERATOR: 'modération', ADMIN: 'administration' },
};

const en: typeof fr = {
  title: 'API playground',
  email: 'E-mail address',
  password: 'Password',
  signIn: 'Sign in',
  signOut: 'Sign out',
  visitor: 'Nobody is signed in: only public fields answer.',
  failed: 'Signing in failed:',
  other: 'Français',
  examples: 'Examples',
  open: 'Open in a tab',
  hint: 'Pick an example: it opens in a new tab.',
  roles: { visitor: 'No account', anyone: 'Woman or man', woman: 'Woman', man: 'Man', moderator: 'Moderation' },
  role: { MAN: 'man', WOMAN: 'woman', MODERATOR: 'moderator', ADMIN: 'admin' },
};

export const WORDS = { fr, en };

export const preferredLanguage = (): Language => (navigator.language.startsWith('fr') ? 'fr' : 'en');
