/** More kinds of wording, in the form of `STATED`. */
export const WORDINGS_OF_LIFE: Record<string, string> = {
  "allergies, diets and health, in many wordings": `
I'm allergic to shellfish. => allergy=shellfish
I'm severely allergic to bees. => allergy=bees
I'm deathly allergic to peanuts. => allergy=peanuts
I have a peanut allergy. => allergy=peanut
I've got a nut allergy. => allergy=nut
I have a severe allergy to latex. => allergy=latex
I have allergies to dust and pollen. => allergy=dust; allergy=pollen
I have food allergies: eggs and soy. => allergy=eggs; allergy=soy
My allergies are eggs and soy. => allergy=eggs; allergy=soy
Allergies: eggs, soy. => allergy=eggs; allergy=soy
I'm allergic to cats but not dogs. => allergy=cats
I can't have nuts, I'm allergic. => allergy=nuts
I can't have dairy because I'm allergic. => allergy=dairy
No peanuts please, I'm allergic. => allergy=peanuts
I'm coeliac. => health=coeliac
I'm celiac so no wheat. => health=celiac
I have coeliac disease. => health=coeliac disease
I'm lactose intolerant. => allergy=lactose
I'm intolerant to lactose. => allergy=lactose
I'm gluten intolerant. => allergy=gluten
I have a gluten intolerance. => allergy=gluten
I can't digest lactose. => allergy=lactose
Strawberries give me hives. => allergy=strawberries
I get hives from strawberries. => allergy=strawberries
I break out in hives when I eat mango. => allergy=mango
I get a rash from latex gloves. => allergy=latex
My throat swells up when I eat walnuts. => allergy=walnuts
My mouth itches when I eat kiwi. => allergy=kiwi
Penicillin gives me a rash. => allergy=penicillin
I had an allergic reaction to ibuprofen. => allergy=ibuprofen
I went into anaphylactic shock after eating shrimp. => allergy=shrimp
I carry an EpiPen for my nut allergy. => allergy=nut
I'm no longer allergic to eggs. => allergy=eggs [over]
I outgrew my milk allergy. => allergy=milk [over]
I used to be allergic to eggs. => allergy=eggs [over]
I'm not allergic to penicillin after all. => allergy=penicillin [over]
I have hay fever. => health=hay fever
I get hay fever every spring. => health=hay fever
I'm vegan. => diet=vegan
I'm a vegetarian. => diet=vegetarian
I've been vegan for six years. => diet=vegan
I'm mostly plant-based. => diet=plant-based
I eat a plant-based diet. => diet=plant-based
I eat vegan. => diet=vegan
I follow a keto diet. => diet=keto
I'm on keto. => diet=keto
I'm on a low-FODMAP diet. => diet=low-FODMAP
I eat halal. => diet=halal
We keep kosher. => diet=kosher
I don't eat meat. => avoids=meat
I don't eat meat or fish. => avoids=meat; avoids=fish
I don't eat red meat. => avoids=red meat
I'm off sugar. => avoids=sugar
I've cut out dairy. => avoids=dairy
I cut out gluten last year. => avoids=gluten
I've given up alcohol. => avoids=alcohol
I quit drinking. => avoids=alcohol
I don't drink. => avoids=alcohol
I don't drink alcohol. => avoids=alcohol
I don't smoke. => avoids=smoking
I quit smoking. => avoids=smoking
I stay away from caffeine. => avoids=caffeine
I steer clear of dairy. => avoids=dairy
I can't eat spicy food. => avoids=spicy food
I went vegetarian in January. => diet=vegetarian
I became vegan. => diet=vegan
I turned vegetarian last year. => diet=vegetarian
I stopped being vegan. => diet=vegan [over]
I'm not vegetarian anymore. => diet=vegetarian [over]
I'm pescatarian now. => diet=pescatarian
I have type 1 diabetes. => health=type 1 diabetes
I'm a type 1 diabetic. => health=type 1 diabetic
I'm diabetic. => health=diabetic
I have ADHD. => health=ADHD
I've got ADHD. => health=ADHD
I was diagnosed with ADHD last month. => health=ADHD
I got diagnosed with lupus. => health=lupus
I've been diagnosed with sleep apnea. => health=sleep apnea
I suffer from migraines. => health=migraines
I struggle with insomnia. => health=insomnia
I struggle with anxiety. => health=anxiety
I deal with chronic back pain. => health=chronic back pain
I have a bad back. => health=a bad back
I have a bad knee. => health=bad knee
I have high blood pressure. => health=high blood pressure
I'm hypertensive. => health=hypertensive
I have asthma. => health=asthma
I'm asthmatic. => health=asthmatic
I'm autistic. => health=autistic
I'm dyslexic. => health=dyslexic
I'm colour blind. => health=colour blind
I'm deaf in one ear. => health=deaf
I'm hard of hearing. => health=hard of hearing
I'm pregnant. => health=pregnant
I'm 12 weeks pregnant. => health=pregnant
I take metformin for my diabetes. => health=diabetes
My ADHD makes it hard to focus. => health=ADHD
My arthritis is acting up. => health=arthritis
My asthma is bad this week. => health=asthma
Because of my diabetes I avoid juice. => health=diabetes`,
  "studies, languages, hobbies and tastes, in many wordings": `
I'm studying law at Leiden. => study=law; school=Leiden
I study biology. => study=biology
I'm a law student. => study=law
I'm a PhD student in physics at ETH. => study=physics; school=ETH
I'm doing a PhD in linguistics. => study=linguistics
I'm doing my master's in robotics at TU Delft. => study=robotics; school=TU Delft
I'm getting my MBA at Wharton. => school=Wharton
I'm pursuing a degree in nursing. => study=nursing
I'm majoring in history. => study=history
I'm a history major. => study=history
I'm a psych major at UCLA. => study=psych; school=UCLA
I'm a sophomore at Purdue. => school=Purdue
I'm a freshman at Oberlin. => school=Oberlin
I go to Reed College. => school=Reed College
I attend Howard University. => school=Howard University
I'm in my final year at Durham. => school=Durham
I graduated from Purdue in 2015. => graduated=Purdue (2015)
I speak Spanish. => language=Spanish
I speak French and a little German. => language=French; language=German
I speak fluent Portuguese. => language=Portuguese
I'm fluent in Mandarin. => language=Mandarin
I'm bilingual in English and Welsh. => language=English; language=Welsh
My first language is Tamil. => language=Tamil
My native language is Polish. => language=Polish
My mother tongue is Yoruba. => language=Yoruba
I'm a native Arabic speaker. => language=Arabic
I grew up speaking Cantonese. => language=Cantonese
We speak Dutch at home. => language=Dutch
I can speak Italian. => language=Italian
I know some Swedish. => language=Swedish
I'm learning Korean. => learning=Korean
I'm learning to play the cello. => learning=to play the cello
I'm learning to drive. => learning=to drive
I've started learning Finnish. => learning=Finnish
I've been learning Japanese for two years. => learning=Japanese
I'm teaching myself Python. => learning=Python
I'm taking Spanish classes. => learning=Spanish
I'm taking guitar lessons. => learning=guitar
I'm trying to learn Greek. => goal=learn Greek
I want to learn Greek. => goal=learn Greek
I play the piano. => hobby=piano
I play guitar in a band. => hobby=guitar
I play football on Sundays. => hobby=football
I play a lot of chess. => hobby=chess
I knit. => hobby=knitting
I like knitting. => likes=knitting
I'm into bouldering. => likes=bouldering
I'm really into birdwatching. => likes=birdwatching
I do yoga. => hobby=yoga
I do yoga every morning. => hobby=yoga
I do pottery on weekends. => hobby=pottery
I do judo. => hobby=judo
I practice taekwondo. => hobby=taekwondo
I go running every morning. => hobby=running
I run every morning. => hobby=running
I swim twice a week. => hobby=swimming
I love to cook. => likes=to cook
I love cooking. => likes=cooking
I enjoy gardening on weekends. => likes=gardening on weekends
My hobbies are chess and painting. => hobby=chess; hobby=painting
My hobby is woodworking. => hobby=woodworking
In my free time I paint. => hobby=paint
In my spare time I restore old radios. => hobby=restore old radios
On weekends I go hiking. => hobby=hiking
I've taken up pottery. => hobby=pottery
I picked up crochet last winter. => hobby=crochet
I got into climbing last year. => hobby=climbing
I sing in a choir. => hobby=choir
I'm in a choir. => hobby=choir
I'm in a band. => hobby=band
I collect vinyl records. => hobby=vinyl records
I write poetry. => hobby=writing poetry
I paint watercolors. => hobby=painting watercolors
I bake sourdough. => hobby=baking sourdough
I'm training for a marathon. => goal=run a marathon
I'm a keen gardener. => work_role=keen gardener
I'm a huge Star Wars fan. => likes=Star Wars
I'm a big fan of horror films. => likes=horror films
I'm a Liverpool fan. => likes=Liverpool
I'm a Manchester United supporter. => likes=Manchester United
I support Arsenal. => likes=Arsenal
I'm a cat person. => likes=cat
I'm a coffee addict. => likes=coffee
I'm crazy about tango. => likes=tango
I'm obsessed with K-dramas. => likes=K-dramas
I love Thai food. => likes=Thai food
I love spicy food. => likes=spicy food
I adore Italian opera. => likes=Italian opera
I prefer tea to coffee. => prefers=tea to coffee
I prefer aisle seats. => prefers=aisle seats
I'd rather have tea than coffee. => prefers=tea to coffee
I'm more of a tea person. => likes=tea
I'm more of a dog person. => likes=dog
I like cats better than dogs. => likes=cats better
I hate mushrooms. => dislikes=mushrooms
I can't stand olives. => dislikes=olives
I'm not a fan of olives. => dislikes=olives
I'm not big on seafood. => dislikes=seafood
I'm not into sports. => dislikes=sports
I don't like cilantro. => dislikes=cilantro
I don't care for jazz. => dislikes=jazz
I really dislike flying. => dislikes=flying
I'm scared of flying. => dislikes=flying
I'm afraid of heights. => dislikes=heights
My favorite color is teal. => favorite:color=teal
My fave food is ramen. => favorite:food=ramen
My favourite author is Ursula Le Guin. => favorite:author=Ursula Le Guin
My favorite team is the Celtics. => favorite:team=Celtics
Ramen is my favorite food. => favorite:food=Ramen
Teal is my favorite color. => favorite:color=Teal
My all-time favorite movie is Alien. => favorite:movie=Alien
Please keep your answers short. => instruction=Keep your answers short
Keep it short from now on. => instruction=Keep it short
Always answer in French. => instruction=Always answer in French
From now on, call me Max. => nickname=Max
Call me Max. => nickname=Max
Don't use emojis. => instruction=Don't use emojis
No emojis please. => instruction=No emojis
Never use bullet points. => instruction=Never use bullet points
Stop apologizing all the time. => instruction=Stop apologizing all the time
I don't want emojis in your replies. => instruction=I don't want emojis in your replies
Please use metric units. => instruction=Use metric units
Use British spelling. => instruction=Use British spelling
Always give prices in euros. => instruction=Always give prices in euros
When you give me code, use TypeScript. => instruction=When you give me code, use TypeScript
When I ask for recipes, make them vegan. => instruction=When I ask for recipes, make them vegan
I prefer short answers. => prefers=short answers
I'd like you to be more concise. => instruction=Be more concise
Be more concise in future. => instruction=Be more concise
Please don't ask me follow-up questions. => instruction=Don't ask me follow-up questions
Answer me in German from now on. => instruction=Answer me in German
Only reply in English. => instruction=Only reply in English
I said I live in Leeds but it's actually Bradford. => home=Bradford
My son's name is Tom, sorry, Tim. => relation:son=Tim
It's Anna, not Hannah. => correction=Anna
Actually I'm 43, not 42. => age=43
I don't work at Bosch, I work at Siemens. => work_employer=Bosch [over]; work_employer=Siemens
I live in Ghent, not Bruges. => home=Ghent`,
};
