import type { AgeGroup } from '../demo.types.js';

const list = (names: string): readonly string[] => names.trim().split(/\s+/);

/** First names by the generation that bears them. Those of the cast are left out: a man's username is his alone. */
export const MEN_NAMES: Record<AgeGroup, readonly string[]> = {
  young: list(`
  Enzo Nathan Mathis Léo Noa Tom Axel Gabin Malo Sacha Timéo Eliott Louis-Marie Soan Ilyes Yanis Rayan Adem Naël
  Kylian Evan Lenny Titouan Ewen Nolan Robin Loris Tristan Valentin Corentin Bastien Dorian Florian Alexis
  Quentin Lucas Maxence Esteban Diego Marius Gaspard Basile Oscar Ulysse Achille Côme Lubin Célestin Anatole
  Isaac Noham Issa Bilal Idris Kenzo Mael Swann Roméo Milo Joachim Ruben Elias Aaron Tiago Lino Augustin
  Balthazar Amaury Armand Thibaut Gabriel Raphaël Jules Arthur
  `),
  working: list(`
  Thomas Nicolas Julien Benoît Guillaume Sébastien Vincent Mathieu Romain Cédric Olivier Arnaud Fabien Jérôme
  David Laurent Ludovic Damien Grégory Mickaël Stéphane Frédéric Yann Erwan Ronan Gaël Loïc Gwenaël Tanguy Briac
  Malik Nadir Rachid Mehdi Sofiane Farid Amine Nabil Tarek Walid Hakim Moussa Mamadou Ousmane Ibrahima Abdou
  Cheikh Boubacar Lamine Demba Souleymane Kofi Anh Minh Duc Hai Kim Arjun Ravi Sanjay Ravindra Joël Wilfried
  Steeve Rodrigue Marvin Teddy Jimmy Ruddy Didier Fabrice Pascal Emmanuel Xavier François-Xavier Jean-Baptiste
  Pierre-Yves Jean-Sébastien Charles-Henri Pierre-Antoine Marc-Antoine Paul-Emmanuel Aurélien Adrien Clément
  Simon Samuel Benjamin Jonathan Jérémie Élie Cyril Cyprien Ambroise Anselme Blaise Boris Igor Ivan Dimitri
  Vassili Miroslav Marek Piotr Tomasz Stefan Dragan Goran Zoran Luca Matteo Marco Fabio Andrea Gianni Paolo
  Enrique Javier Pablo Rafael Manuel Joaquim Nuno Rui Tiago-Luis Duarte Vasco Baptiste Barthélemy Bertrand Brice
  Calixte Christophe Clovis Constant Denis Donatien Edgar Edmond Éric Étienne Eugène Évariste Ferdinand Fernand
  Firmin Gaétan Gauthier Geoffroy Germain Gilles Godefroy Gontran Grégoire Gustave Hadrien Hector Hippolyte
  Honoré Hubert Isidore Jacob Joris Judicaël Justin Kilian Lambert Lancelot Lazare Léandre Léonard Léopold
  Lilian Lionel Luc Lucien Manu Marcelin Martial Martin Matthias Maxime Médéric Melchior Merlin Modeste Morgan
  Narcisse Nestor Octave Olaf Pacôme Patrice Perceval Philibert Philippe Placide Prosper Régis Rémi Rodolphe
  Roland Ruffin Sylvain Sylvère Théodore Théophile Théo Timothée Tim Max Ben Fred Greg Alex Seb Nico Tony Toni
  Ugo Urbain Valère Valéry Venceslas Victor Virgile Wandrille William Yoann Yves-Marie Zacharie Zéphyr Amadou
  Aymeric Bruno Cosme Cyriaque Gildas Corto Tudal Ézéchiel Floris Kévin Anthony Johan Jordan Dylan Bryan Loup
  Sam Noam Teva Manoa Heimana Teiki Jean-Wilfrid Bakary Youssef Anis Nassim Samy Réda Idriss Driss Younès
  Zinédine
  `),
  retired: list(`
  Bernard Gérard Michel Alain Daniel Jean-Claude Jean-Pierre Jean-Luc Jean-Marc Jean-Louis Jean-Paul Jean-Michel
  Jacques Claude Christian Serge Guy André Robert Roger Marcel Maurice Georges René Henri Yves Gaston Raymond
  Francis Joseph Dominique Patrick Thierry Hervé Joseph-Marie Jean-Yves Jean-Jacques Paul-Henri Pierrot Lulu
  Raoul Roland-Guy Norbert Gilbert Armel Aimé Désiré Hyacinthe Fulbert Casimir Ahmed Mohand Slimane Tahar Tonio
  Giuseppe Salvatore Antonio José Fernando Manoel Émilien Auguste Gabin-Marie Ernest Alphonse
  `),
};

/** What men who keep their first name to themselves are called. */
export const NICKNAMES = list(`
  Virgule Noisette Mistral Tramontane Bourrasque Pamplemousse Tournesol Belvédère Réverbère Parapluie Caboulot
  Cerf-Volant Brise-Glace Point-Virgule Petit-Beurre Grain-de-Sel Passe-Partout Porte-Plume Tire-Bouchon
  Trois-Mâts Cochonnet Domino Bouquiniste Funambule Grand-Huit Passe-Murailles Pied-de-Nez Chat-Perché
  Saute-Mouton Colin-Maillard Marelle Osselet Cabestan Cabotin Ricochet Rocambole Saltimbanque Troubadour
  Vagabond Vadrouille Flâneur Bivouac Boussole Sextant Astrolabe Baromètre Thermos Anorak Caban Vareuse
  Marinière Ciré-Jaune Bonnet-Bleu Chapeau-Rond Mandarine Mirabelle Quetsche Reinette Rhubarbe Romarin Sarriette
  Serpolet Estragon Cardamome Muscade Safran Réglisse Nougatine Praline Calisson Cannelé Kouign Financier
  Croquembouche Galopin Garnement Zigoto Olibrius Hurluberlu Farfadet Korrigan Lutin Martin-Pêcheur Rouge-Gorge
  Héron Cormoran Goéland Mésange Hérisson Blaireau Loutre Chamois Bouquetin Marmotte Campagnol Baleineau
  Bernard-Lermite Hippocampe Moussaillon Bosco Vigie Timonier Batelier Éclusier Aiguilleur Chef-de-Gare
  Dernier-Wagon Train-de-Nuit Correspondance Quai-Numéro-9 Soupirail Mansarde Pigeonnier Palier Quatrième-Étage
  Minuterie Tête-en-Lair Pleine-Lune Demi-Lune Quart-de-Brie Demi-Sel Mi-Figue Clair-Obscur Si-Bémol Contrebasse
  Ocarina Harmonica Accordéon Métronome Ritournelle
`);
