/** Kinds of wording about families and pets, in the form of `STATED`. */
export const WORDINGS_OF_FAMILY: Record<string, string> = {
  "family and pets, in many wordings": `
My husband is called Dave. => relation:husband=Dave
My wife is named Keiko. => relation:wife=Keiko
My wife Priya and I love sushi. => relation:wife=Priya; likes=sushi
I'm married to Rosa. => relation:spouse=Rosa; relationship_status=married
I've been married to Karl for ten years. => relation:spouse=Karl; relationship_status=married
I've been dating Sofia for a year. => relation:partner=Sofia
My boyfriend's name is Liam. => relation:boyfriend=Liam
I live with my partner, Jo. => relation:partner=Jo
My ex-husband Carl is picking them up. => relation:ex_husband=Carl
I'm single. => relationship_status=single
I'm divorced. => relationship_status=divorced
I'm recently divorced. => relationship_status=divorced
I got divorced last year. => relationship_status=divorced
I'm engaged to Felix. => relationship_status=engaged
We got engaged! => relationship_status=engaged
We're getting married in June. => plan=getting married in 2024-06
I'm widowed. => relationship_status=widowed
I have a son named Leo. => relation:son=Leo
I have a daughter, Mia. => relation:daughter=Mia
I have a 6-year-old son named Leo. => relation:son=Leo
I have a son, Leo (6), and a daughter, Mia (3). => relation:son=Leo; relation:daughter=Mia
My kids are Leo and Mia. => relation:child=Leo; relation:child=Mia
My kids, Leo and Mia, are at school. => relation:child=Leo; relation:child=Mia
My kids Leo (6) and Mia (3) love dinosaurs. => relation:child=Leo; relation:child=Mia
My daughter is 7. => daughter.age=7
My daughter Mia is 7. => relation:daughter=Mia; Mia.age=7
My daughter, who is 7, loves ballet. => daughter.age=7; daughter.likes=ballet
My 7-year-old daughter loves ballet. => daughter.age=7; daughter.likes=ballet
My 12-year-old son Sam plays cello. => relation:son=Sam; Sam.age=12
We have three kids. => children=3
We've got two boys. => children=2
I have four children. => children=4
I don't have kids. => children=none
I have no children. => children=none
My wife is pregnant. => wife.health=pregnant
I'm a dad of two. => children=2
I'm a mom of three boys. => children=3
I have a brother named Ivan. => relation:brother=Ivan; siblings=one brother
I have one sister. => siblings=one sister
I have two brothers and a sister. => siblings=two brothers; siblings=one sister
I'm an only child. => siblings=none
I have a twin brother. => siblings=one twin brother
My sister Ana is a vet. => relation:sister=Ana; Ana.work_role=vet
My brother is a pilot. => brother.work_role=pilot
My brother works for Airbus. => brother.work_employer=Airbus
My mum's name is Ingrid. => relation:mother=Ingrid
My mom, Ingrid, is 70. => relation:mother=Ingrid; Ingrid.age=70
My dad is retired. => father.work_role=retired
My dad is a retired miner. => father.work_role=retired miner
My grandmother lives in Kerala. => grandmother.home=Kerala
My best friend Olu is getting married. => relation:best_friend=Olu
My best mate is called Gaz. => relation:best_friend=Gaz
My boss, Helen, hates emails. => relation:boss=Helen; Helen.dislikes=emails
My manager is called Raj. => relation:manager=Raj
My roommate Kim is allergic to cats. => relation:roommate=Kim; Kim.allergy=cats
My son is allergic to peanuts. => son.allergy=peanuts
My daughter has asthma. => daughter.health=asthma
My wife is vegan. => wife.diet=vegan
My husband is lactose intolerant. => husband.allergy=lactose
My girlfriend loves jazz. => girlfriend.likes=jazz
My partner's a nurse. => partner.work_role=nurse
My therapist is Dr. Lind. => relation:therapist=Lind
Our daughter Ivy goes to Oak Elementary. => relation:daughter=Ivy
My nephew turned three. => nephew.age=3
We have a cat. => pet=cat
We've got a dog called Bruno. => pet=Bruno (dog)
I have a beagle named Snoopy. => pet=Snoopy (beagle)
I have two cats, Salt and Pepper. => pet=Salt (cat); pet=Pepper (cat)
I've got two dogs named Max and Zoe. => pet=Max (dog); pet=Zoe (dog)
My cats are called Salt and Pepper. => pet=Salt (cat); pet=Pepper (cat)
My dog's called Bruno. => pet=Bruno (dog)
My dog is named Bruno. => pet=Bruno (dog)
Our cat Miso is sick. => pet=Miso (cat)
My cat, Miso, won't eat. => pet=Miso (cat)
My 3-year-old lab Duke eats grass. => pet=Duke (lab)
Our golden retriever Honey is shedding. => pet=Honey (golden retriever)
We adopted a puppy named Waffles. => pet=Waffles (puppy)
We just got a new kitten, Mochi. => pet=Mochi (kitten)
We rescued a greyhound. => pet=greyhound
I keep chickens. => hobby=keeping chickens
I keep bees. => hobby=keeping bees
I have a bearded dragon called Spike. => pet=Spike (bearded dragon)
I have a horse named Comet. => pet=Comet (horse)
We lost our dog Bruno last week. => pet=Bruno (dog) [over]
Our cat died yesterday. => pet=cat [over]
My dog Bruno passed away. => pet=Bruno (dog) [over]
We had to put our dog down. => pet=dog [over]
I gave my cat away. => pet=cat [over]
Our hamster Nibbles died. => pet=Nibbles (hamster) [over]
My old dog Rex is no longer with us. => pet=Rex (dog) [over]
I used to have a parrot. => pet=parrot [over]`,
};
