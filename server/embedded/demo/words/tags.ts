/** Free tags, as people type them. */
export const TAGS: readonly string[] = `
  chocolat noir | trains de nuit | mots croisés | soupe à l’oignon | levers de soleil | marchés de nuit |
  cartes postales | carnets | gares | ponts | terrasses | bord de mer | lacs | Loire à vélo | pain au levain |
  fromages affinés | café filtre | thé fumé | jazz | fado | chanson française | rap des années 90 | baroque |
  fanfares | chorale | belote | tarot | échecs | dominos | vide-greniers | cinéma suédois | westerns |
  séries anglaises | documentaires | romans russes | poésie | science-fiction | mangas | astronomie | oiseaux |
  champignons | apiculture | compost | potager | cactus | chats | chiens | ânes | poterie | menuiserie | couture |
  origami | argentique | street art | architecture | cartes anciennes | généalogie | italien | breton | occitan |
  créole | langue des signes | tricot | kayak | surf | raquettes | pêche à pied | ping-pong | badminton |
  slackline | cuisine vietnamienne | couscous | ramen | crêpes | épices | piment | vin nature | cidre |
  sans alcool | végétarien | sieste | pluie | orages | feux de camp | refuges | tente | camion aménagé | bivouac
`
  .split('|')
  .map((tag) => tag.trim());
