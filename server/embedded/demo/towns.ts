/** How many invented men live where: dense in the big cities, at least eight in each of the eighteen regions. */
export const TOWNS: readonly (readonly [cityCode: string, men: number])[] = [
  ['75056', 64], // Paris
  ['93066', 4], // Saint-Denis
  ['92012', 4], // Boulogne-Billancourt
  ['93048', 5], // Montreuil
  ['92050', 3], // Nanterre
  ['94028', 3], // Créteil
  ['95018', 2], // Argenteuil
  ['78646', 3], // Versailles
  ['77288', 2], // Melun
  ['91228', 2], // Évry-Courcouronnes
  ['69123', 44], // Lyon
  ['69266', 8], // Villeurbanne
  ['42218', 6], // Saint-Étienne
  ['38185', 8], // Grenoble
  ['63113', 6], // Clermont-Ferrand
  ['74010', 5], // Annecy
  ['26362', 3], // Valence
  ['73065', 3], // Chambéry
  ['13055', 20], // Marseille
  ['06088', 11], // Nice
  ['83137', 5], // Toulon
  ['13001', 6], // Aix-en-Provence
  ['84007', 4], // Avignon
  ['06029', 3], // Cannes
  ['31555', 17], // Toulouse
  ['34172', 12], // Montpellier
  ['30189', 4], // Nîmes
  ['66136', 4], // Perpignan
  ['81004', 2], // Albi
  ['33063', 16], // Bordeaux
  ['87085', 4], // Limoges
  ['86194', 4], // Poitiers
  ['64445', 3], // Pau
  ['17300', 4], // La Rochelle
  ['64102', 3], // Bayonne
  ['44109', 15], // Nantes
  ['49007', 6], // Angers
  ['72181', 4], // Le Mans
  ['85191', 3], // La Roche-sur-Yon
  ['35238', 12], // Rennes
  ['29019', 6], // Brest
  ['29232', 3], // Quimper
  ['56121', 3], // Lorient
  ['35288', 3], // Saint-Malo
  ['59350', 14], // Lille
  ['80021', 4], // Amiens
  ['59512', 3], // Roubaix
  ['59183', 3], // Dunkerque
  ['62041', 2], // Arras
  ['67482', 11], // Strasbourg
  ['51454', 5], // Reims
  ['57463', 5], // Metz
  ['54395', 5], // Nancy
  ['68224', 3], // Mulhouse
  ['76351', 5], // Le Havre
  ['76540', 5], // Rouen
  ['14118', 5], // Caen
  ['50129', 3], // Cherbourg-en-Cotentin
  ['37261', 6], // Tours
  ['45234', 5], // Orléans
  ['18033', 2], // Bourges
  ['28085', 2], // Chartres
  ['21231', 6], // Dijon
  ['25056', 5], // Besançon
  ['71270', 3], // Mâcon
  ['89024', 2], // Auxerre
  ['2A004', 4], // Ajaccio
  ['2B033', 4], // Bastia
  ['2B096', 2], // Corte
  ['97411', 5], // Saint-Denis
  ['97415', 3], // Saint-Paul
  ['97416', 3], // Saint-Pierre
  ['97103', 3], // Baie-Mahault
  ['97120', 3], // Pointe-à-Pitre
  ['97113', 3], // Le Gosier
  ['97209', 5], // Fort-de-France
  ['97213', 3], // Le Lamentin
  ['97222', 2], // Le Robert
  ['97302', 5], // Cayenne
  ['97311', 2], // Saint-Laurent-du-Maroni
  ['97309', 2], // Remire-Montjoly
  ['97611', 5], // Mamoudzou
  ['97610', 2], // Koungou
  ['97615', 2], // Pamandzi
  ['98818', 3], // Nouméa
  ['98735', 2], // Papeete
];
