/** Sentences from Wednesday 8 May 2024 and the facts they state: `subject.attribute=value`, with [over] if it has ended. */
export const STATED: Record<string, string> = {
  "names in any form": `
My name is Anna and I live in Berlin. => name=Anna; home=Berlin
my name is priya and i'm from mumbai => name=Priya; hometown=Mumbai
Hi, I'm Marta, a product manager at Spotify in Stockholm. => name=Marta; work_role=product manager; work_employer=Spotify
I’m Tom from Leeds => name=Tom; hometown=Leeds
Hello! My name's Jean-Luc Martin. => name=Jean-Luc Martin
Please call me Sam => nickname=Sam
Call me Liz, everyone does. => nickname=Liz
I go by Alex these days. => nickname=Alex
My friends call me Bex => nickname=Bex
My pronouns are they/them. => pronouns=they/them`,
  "age, birth and origin": `
I'm 34 years old. => age=34
I'm 34 and I live in Oslo => age=34; home=Oslo
I just turned 40! => age=40
I'm a 27-year-old nurse from Dublin => age=27; work_role=nurse
My birthday is on May 5th. => birthday=05-05
My birthday is 3 March 1988 => birthday=1988-03-03
I was born on 5 May 1990 in Porto. => birthday=1990-05-05
I was born in 1985. => birth_year=1985
I was born in Nairobi. => birthplace=Nairobi
I'm originally from New Zealand, but I moved to Canada. => hometown=New Zealand; home=Canada
I grew up in Lyon but now live in Paris. => hometown=Lyon; home=Paris
I'm Swedish => nationality=Swedish`,
  "homes, former homes and places visited": `
I live in Berlin because I love techno. => home=Berlin; likes=techno
I live in Berlin and work at Acme. => home=Berlin; work_employer=Acme
i live in berlin, what should i do this weekend? => home=Berlin
I live in Austin, Texas with my husband Mike. => home=Austin, Texas; relation:husband=Mike
We live in the Netherlands. => home=the Netherlands
I'm currently living in São Paulo. => home=São Paulo
I'm based in New York City these days. => home=New York City
I've lived in Tokyo since 2015. => home=Tokyo
Since 2015 I've lived in Tokyo. => home=Tokyo
Just moved to Denver last month => home=Denver
Last year we moved from Ghent to Antwerp. => home=Antwerp
I don't live in Berlin anymore. => home=Berlin [over]
I no longer live in Berlin, I moved to Lisbon last year. => home=Berlin [over]; home=Lisbon
I used to live in Paris. => home=Paris [over]
I lived in Madrid for three years before coming here. => home=Madrid [over]
I visited Rome last summer. => visited=Rome (2023-06-01/2023-08-31)
I've been to Japan and Korea. => visited=Japan; visited=Korea
I went to Iceland in 2019 and it was amazing! => visited=Iceland (2019)
Btw, I live in Cape Town. => home=Cape Town
As I said, I live in Quito. => home=Quito`,
  "work and study": `
Im a nurse at St. Mary's Hospital => work_role=nurse; work_employer=St. Mary's Hospital
I work as a senior data engineer at Acme Corp, mostly on pipelines. => work_role=senior data engineer; work_employer=Acme Corp
I've been working at Mozilla for six years as a designer. => work_employer=Mozilla; work_role=designer
I work for a small bakery in Graz. => work_employer=a small bakery
I'm a freelance graphic designer. => work_role=freelance graphic designer
I work in marketing. => work_field=marketing
I got a new job at Figma! => work_employer=Figma
I was promoted to senior manager. => work_role=senior manager
I used to be a teacher, now I'm a software developer. => work_role=teacher [over]; work_role=software developer
I don't work at Google anymore. => work_employer=Google [over]
I quit my job at Google last month. => work_employer=Google [over]
I got laid off. => work_employer=none
I retired last year. => work_role=retired
I used to work at Nokia. => work_employer=Nokia [over]
I'm studying computer science at MIT. => study=computer science; school=MIT
I'm a PhD student in biology at Oxford. => school=Oxford; study=biology
I graduated from Stanford in 2018. => graduated=Stanford (2018)
My job title is lead architect. => work_role=lead architect`,
  "likes, dislikes and preferences": `
I like tea, chess and long walks. => likes=tea; likes=chess; likes=long walks
I really love hiking in the mountains. => likes=hiking in the mountains
I'm into board games and sci-fi. => likes=board games; likes=sci-fi
I'm a big fan of The Beatles and jazz. => likes=Beatles; likes=jazz
I love the ocean. => likes=ocean
I'm a huge dog lover => likes=dog
I don't like coffee anymore. => likes=coffee [over]
I used to love horror films. => likes=horror films [over]
I don't like crowded places. => dislikes=crowded places
I hate cilantro and olives. => dislikes=cilantro; dislikes=olives
I can't stand loud music. => dislikes=loud music
I'm not a fan of horror movies. => dislikes=horror movies
I'm not really into sports. => dislikes=sports
I prefer window seats over aisle seats. => prefers=window seats over aisle seats
I hate tea but I love coffee. => dislikes=tea; likes=coffee
My favourite colour is green. => favorite:colour=green
My favorite book is "The Alchemist". => favorite:book=The Alchemist
My favorite band is Radiohead because they never get old. => favorite:band=Radiohead
Harry Potter is my favorite book. => favorite:book=Harry Potter`,
  "food, health and things to avoid": `
please don't forget I'm allergic to peanuts and shellfish => note=I'm allergic to peanuts and shellfish; allergy=peanuts; allergy=shellfish
I'm vegetarian so what can I cook tonight? => diet=vegetarian
I went vegan two years ago. => diet=vegan
I'm no longer vegetarian. => diet=vegetarian [over]
I don't eat pork or shellfish. => avoids=pork; avoids=shellfish
I no longer eat meat. => avoids=meat
I stopped drinking coffee. => avoids=coffee
I gave up smoking two years ago. => avoids=smoking
I can't eat gluten. => avoids=gluten
i'm lactose intolerant => allergy=lactose
I have a nut allergy. => allergy=nut
I have celiac disease. => health=celiac disease
I was diagnosed with type 2 diabetes last year. => health=type 2 diabetes
I'm colorblind. => health=colorblind`,
  "family, friends and animals": `
My wife's name is Ana and my son is called Ben. => relation:wife=Ana; relation:son=Ben
My sister Anna lives in Oslo and works as a doctor. => relation:sister=Anna; Anna.home=Oslo; Anna.work_role=doctor
My mom is 72 and has diabetes. => mother.age=72; mother.health=diabetes
My husband works at Siemens. => husband.work_employer=Siemens
My dad was born in Poland. => father.birthplace=Poland
My daughter Emma is 5 years old. => relation:daughter=Emma; Emma.age=5
My brother's name is Jack. => relation:brother=Jack
My best friend is called Noor. => relation:best_friend=Noor
Laura is my boss. => relation:boss=Laura
We have two kids. => children=2
I'm a mother of three. => children=3
I have two older brothers. => siblings=two older brothers
I'm married. => relationship_status=married
We got married last June! => relationship_status=married
I have a dog named Rex. => pet=Rex (dog)
We adopted a kitten last week. => pet=kitten
My cat's name is Luna. => pet=Luna (cat)
My dog Biscuit hates the rain. => pet=Biscuit (dog)`,
  "hobbies, languages and belongings": `
I play the piano and tennis. => hobby=piano; hobby=tennis
I go climbing every Tuesday. => hobby=climbing
My hobbies are knitting and birdwatching. => hobby=knitting; hobby=birdwatching
I used to play football. => hobby=football [over]
I speak German, French and a bit of Japanese. => language=German; language=French; language=Japanese
My native language is Portuguese. => language=Portuguese
I'm learning Spanish. => learning=Spanish
I've started learning the cello. => learning=cello
I drive a Tesla Model 3. => owns=Tesla Model 3
I just bought a house in Leeds. => owns=house
My email is jo@example.com => email=jo@example.com
My phone number is +44 7700 900123. => phone=+44 7700 900123`,
  "plans with their date, and goals": `
I'm going to Rome next week. => plan=going to Rome during 2024-05-13/2024-05-19
Tomorrow I'm flying to New York for work. => plan=flying to New York for work on 2024-05-09
I have a dentist appointment next Friday at 3pm. => plan=a dentist appointment on 2024-05-17 at 3pm
I have an interview at Netflix on Thursday. => plan=an interview at Netflix on 2024-05-09
My flight to Tokyo is on 3 June. => plan=flight to Tokyo on 2024-06-03
We're moving to Madrid in September. => plan=moving to Madrid in 2024-09
I'm getting married on 14 September 2024. => plan=getting married on 2024-09-14
I'm starting a new job at Stripe next Monday. => plan=starting a new job at Stripe on 2024-05-13
In two weeks I'm running a marathon. => plan=running a marathon during 2024-05-20/2024-05-26
I'll visit my parents this weekend. => plan=visit my parents during 2024-05-11/2024-05-12
My exam is on 2024-06-20. => plan=exam on 2024-06-20
I want to learn Japanese. => goal=learn Japanese
My goal is to run a marathon. => goal=run a marathon
I'd love to visit Iceland someday. => goal=visit Iceland`,
  "notes, word for word": `
Remember that my gate code is 4411. => note=my gate code is 4411
Please remember: the spare key is under the blue pot => note=the spare key is under the blue pot
Keep in mind that I live in Berlin. => note=I live in Berlin; home=Berlin
Note that I prefer answers in bullet points. => note=I prefer answers in bullet points; prefers=answers in bullet points
From now on, answer me in French. => instruction=Answer me in French`,
  "employers named beside something else": `
My boss at Greystone Media keeps calling me on weekends. => work_employer=Greystone Media
Today is my first day at Alderwood Hospital. => work_employer=Alderwood Hospital
I'm on my fourth week at Zephyr Analytics. => work_employer=Zephyr Analytics
Today was my last day at Norvik. => work_employer=Norvik [over]
After 14 years at Hartwell Aerospace I got laid off on Monday. => work_employer=Hartwell Aerospace [over]
I'm doing an internship at the European Space Agency. => work_employer=European Space Agency
I founded a startup called Pebble Health. => work_employer=Pebble Health
I stepped down as CEO of Marlowe Foods in May. => work_employer=Marlowe Foods [over]; work_role=CEO [over]
I've just been made head of compliance at Sutter Trust. => work_role=head of compliance; work_employer=Sutter Trust
Got bumped up to assistant principal at Fairview Elementary. => work_role=assistant principal; work_employer=Fairview Elementary
I left teaching to become a baker. => work_role=baker
I'm a stay-at-home dad with two toddlers. => work_role=stay-at-home dad
My sister Beatriz just got a job at Ocado. => relation:sister=Beatriz; Beatriz.work_employer=Ocado`,
  "what a person is, said in passing": `
As a nurse I work nights a lot. => work_role=nurse
As someone who is allergic to latex, which gloves can I use? => allergy=latex
Being a vegetarian, I struggle to find good restaurants. => diet=vegetarian
Living in Reykjavík, I get about four hours of light. => home=Reykjavík
ok quick question, my wife (her name is Nadia) is allergic to cashews, what can i bake? => relation:wife=Nadia; Nadia.allergy=cashews
I'm cooking for my sister Ana, who is vegan. => relation:sister=Ana; Ana.diet=vegan`,
  "reactions of the body, in any order": `
Whenever I eat pineapple my tongue swells up. => allergy=pineapple
I can't wear nickel, it gives me a rash. => allergy=nickel
I came out in hives after taking amoxicillin. => allergy=amoxicillin
I had an anaphylactic reaction to hazelnuts when I was ten. => allergy=hazelnuts
I carry an EpiPen because of wasps. => allergy=wasps
My allergies: birch pollen and mould. => allergy=birch pollen; allergy=mould`,
  "names of several people, with titles and initials": `
I have two sons, Eli and Jonah. => relation:son=Eli; relation:son=Jonah
My parents, Gunnar and Siv, are visiting. => relation:parent=Gunnar; relation:parent=Siv
My cousin R. J. Patel is coming to stay. => relation:cousin=R. J. Patel
My manager, Ms. Okonkwo, wants the slides. => relation:manager=Okonkwo
I'm Dr. H. Vance, by the way. => name=H. Vance
I'm J.D., nice to meet you. => name=J.D.
Hey, Bartholomew here. => name=Bartholomew
I changed my name from Claire to Charlie. => name=Charlie`,
  "pets and things that came and went": `
I have a golden retriever, Waldo, who sheds everywhere. => pet=Waldo (golden retriever)
We adopted a kitten yesterday, we named her Juniper. => pet=Juniper (kitten)
I had to say goodbye to my old cat Tiger last week. => pet=Tiger (cat) [over]
We rehomed our rabbit Thumper. => pet=Thumper (rabbit) [over]
I sold my motorbike. => owns=motorbike [over]
I drive a 2014 Skoda Octavia. => owns=2014 Skoda Octavia`,
  "messages in capitals or without I": `
I'VE MOVED TO ROTTERDAM! => home=Rotterdam
Got promoted to sous chef last week. => work_role=sous chef
im vegan btw so no butter pls => diet=vegan
my bday is on the 9th of march lol => birthday=03-09`,
  "wishes about answers, with a reason or for an occasion": `
btw from now on dont use tables, they break on my phone => instruction=Dont use tables
Use metric units, I'm European. => instruction=Use metric units
Whenever I paste an error, explain the cause first. => instruction=Whenever I paste an error, explain the cause first
When you write code for me, always use TypeScript. => instruction=When you write code for me, always use TypeScript
Be brutally honest with me from now on. => instruction=Be brutally honest with me
No emojis please. => instruction=No emojis
Could you stop using exclamation marks? => instruction=Stop using exclamation marks`,
  "work that pauses, returns or runs out": `
I'm on maternity leave from Kruger Textiles until May. => work_employer=Kruger Textiles
I went back to work at Dunmore Library after my sabbatical. => work_employer=Dunmore Library
My internship at Rosetta Games ended on Friday. => work_employer=Rosetta Games [over]
I handed my resignation to Polymer Works this morning. => work_employer=Polymer Works [over]
I left my job at Deloitte's London office in March. => work_employer=Deloitte [over]
By day I'm a bookkeeper, by night I play drums. => work_role=bookkeeper; hobby=drums
My husband lost his job at Opel. => husband.work_employer=Opel [over]`,
  "relations and conditions beside something else": `
My ex and I share custody of our son Malik. => relation:son=Malik
Our twins Ivo and Mila just turned five. => relation:twin=Ivo; relation:twin=Mila
I have a sister called Mina and a brother called Reza. => relation:sister=Mina; relation:brother=Reza; siblings=one sister; siblings=one brother
I take lithium for bipolar disorder. => health=bipolar disorder
Sesame allergy here, so no tahini please. => allergy=sesame
My son is allergic to eggs and sesame, suggest snacks. => son.allergy=eggs; son.allergy=sesame
I'm allergic to aspirin, ibuprofen, and naproxen, thanks. => allergy=aspirin; allergy=ibuprofen; allergy=naproxen
I am Piotr, 52, living in Gdańsk. => name=Piotr; age=52; home=Gdańsk
my name is deborah but pls call me debs => name=Deborah; nickname=Debs
I can't stomach coriander. => dislikes=coriander
I rent a room in Prague. => home=Prague
I'd like all dates as YYYY-MM-DD from now on. => instruction=All dates as YYYY-MM-DD
Stop asking whether I need anything else. => instruction=Stop asking whether I need anything else`,
  "what looks like a joke, a tool or a spare-time place, and is none": `
I'm allergic to dryer sheets. => allergy=dryer sheets
I have a nut and dairy allergy. => allergy=nut; allergy=dairy
I live in Grand Junction. => home=Grand Junction
I moved to SoHo. => home=SoHo
I moved to Dublin two years ago. => home=Dublin
I work for a publishing house. => work_employer=a publishing house
I signed an employment contract with EnBW. => work_employer=EnBW
I'm back at Tessera after my parental leave. => work_employer=Tessera`,
};
