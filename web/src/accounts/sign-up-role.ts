export type SignUpRole = 'WOMAN' | 'MAN';
