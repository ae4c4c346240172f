/** Sentences that state no fact about their speaker. */
export const UNSTATED: Record<string, string> = {
  "a question": `
Do I live in Berlin?
Where do I work?
What is my name?
Am I allergic to peanuts?
Did I tell you I live in Berlin?
I live in Berlin, don't I?
Should I move to Madrid next year?
Is my sister called Anna?
Do you like tea?
What if I lived in Paris?
Would you say I'm a good engineer?`,
  "hypotheses, wishes and possibilities": `
If I lived in Berlin, I would bike.
I wish I lived in Rome.
I might move to Canada next year.
Maybe I'm a nurse in another life.
Suppose I work at Google.
Imagine I'm a doctor and you are my patient.
Let's say I have two kids.
Unless I move to Boston I will stay.
I would live in Lisbon.
I think I live in a simulation.
I could be a dentist.
I almost moved to Denver.`,
  "statements by or about others": `
She said I live in a dream.
She said, I live in Berlin.
My friend said he lives in Munich.
He works at Google.
You live in Berlin, right?
They love tea.
People say I am a good teacher.
"I live in Berlin", she told me.
The character says "I'm a doctor and I live in London".
Everyone thinks I'm a lawyer.
> I live in Berlin
The man who lives next door is a nurse.`,
  "text to work on, and instructions": `
Translate: I live in Berlin.
Translate this into French: I live in Berlin.
Write a story where I live in Paris. I have a dog named Rex.
Rewrite this sentence. I work at Acme.
Pretend I'm a doctor.
Call me back tomorrow.
Remind me how this works.
Remember when we went to Paris?
Show me restaurants in Rome.
Summarize the following text. My name is Bob.
Book a table for two in Oslo next Friday.`,
  "sarcasm and figures of speech": `
Yeah right, I love Mondays.
Oh great, I love waiting.
I just love it when my train is late.
As if I work at NASA.
I live in fear.
I live for the weekend.
I'm a mess today.
I'm a bit of a mess.
I'm dead.
I love it!
I hate this.`,
  "moods, moments and remarks": `
I'm hungry
I'm so tired today
I'm in a meeting
I'm going to be honest
I'm trying to fix my bike
I work hard.
I work from home.
I live alone.
I like your style
I love that painting!
I love the colours in this picture.
I have a question
I have a headache
I bought some milk
I went to bed early
I'm going to sleep now.
I'm fine, thanks.
I feel great.
Nice to meet you!
Thanks, that helps a lot.
I am sure you will do well.
I have to go.
I'll be right back.
I have two questions.
I'm not married.
I don't have any allergies.`,
  "another language": `
Ich wohne in Berlin und arbeite bei Siemens.
Im Winter bin ich gern in den Bergen.
Je m'appelle Marie et j'habite à Lyon.
Me llamo Juan y vivo en Madrid.
Mi chiamo Luca e vivo a Roma.
Ik woon in Amsterdam en ik werk bij Philips.
Меня зовут Анна, я живу в Москве.
私の名前は田中です。東京に住んでいます。
Mam na imię Kasia i mieszkam w Krakowie.
Eu moro em Lisboa e gosto de café.`,
  "labels that are no speaker": `
Hypothetical: I am allergic to bees and get stung in the woods. What now?
Continue: I am a soldier in Verdun.
Chat log: I live in Oslo.
My character: I am a wizard called Mordecai.`,
  "others' texts, and letters to be worked on": `
Here is what my student wrote: I live in Hanoi. I have a cat named Mimi.
I got this reply: I live in Hanoi.
My tenant wrote me 'I lost my job at Bosch, I can't pay'.
My mother tells people that I'm a doctor.
My doctor suspects that I have celiac disease.`,
  "exercises and games": `
For a class exercise: I'm a manager at Trident Foods and must fire someone.
In this game I'm a wizard called Mordecai. I live in a tower in Gondor.
You're an interviewer at Kestrel Bank. I'm a teacher.`,
  "exaggerations, and what is taken back": `
yeah i totally work at the White House, nice try
I practically live in Excel.
I live at the office these days.
I'm married to my job.
oh yeah, I LOVE working unpaid overtime.
I'm a vegan. Kidding, I had a burger for lunch.
I moved to product last month.
We live near Antwerp.`,
  "tools, brands and figures of speech": `
I work at Google Docs all day because my company has no office suite.
I work with Photoshop and Figma.
I live in Netflix on weekends.
I'm no doctor, but that looks infected.
I told my boss Friday that I need a raise.
My teacher French says I should practice.
I turned 18 pages in an hour.
I'm Batman.
They're closing our branch, so I'm out of a job in June.`,
  "allergies of others, and in jest": `
I have a son with a nut allergy
I have guests with a nut allergy
I live with my wife and her nut allergy
There is no nut allergy here
I'm allergic to JavaScript
I'm allergic to spreadsheets
I'm allergic to early meetings
I'm allergic to hard work
I'm allergic to bad grammar
I'm allergic to people who chew loudly
I'm allergic to your excuses
I'm allergic to long queues
Cheese makes me break out in song
Pineapple makes my tongue burn
Mustard makes my eyes burn
I'm allergic to regex
I'm allergic to mediocrity
I'm allergic to waking up early
I'm allergic to PowerPoint
I'm allergic to Kubernetes
I'm allergic to corporate jargon
I'm allergic to my neighbour's karaoke
I'm allergic to losing
I have a colleague with a bee allergy
I have two friends whose dairy allergy is severe
I'm cooking with my seasonal allergy in mind
Chocolate makes me tingle with joy
Horses make me itch to ride again
Dogs make me break out in a smile
My tongue burns when I eat pineapple
I have a question about nut allergy`,
  "where, when and what for people work, and what they join": `
I work for the weekend
I work hard for the money
I work from home for the most part
I am working for the first time with Kafka
I work best at a standing desk
I work at the kitchen table
I am working at the library today
I joined Planet Fitness last week
I'm back at Grandma's
I'm back at Whole Foods
I signed a contract with EnBW
I work for the greater good
I work at a snail's pace
I work for the love of it
I work at the intersection of art and tech
I'm working at Starbucks today
I'm working at Mum's this week
I work for the sake of my kids
I work at the dining table most days
I'm back at Starbucks with my laptop
I signed a contract with Vodafone
I joined PureGym in January
I joined Gold's Gym
I joined Manchester United Supporters Club last year
I joined Weight Watchers`,
  "what people wear, use and move to": `
I live in Google Sheets
I live in Crocs all summer
We moved to Kubernetes
We moved to Stripe in March
I moved to Chase
We moved from Jenkins to GitHub Actions
I live in leggings
i live in hoodies
i live in chaos
I live in Birkenstocks
I live in Minecraft these days
I live in VSCode
We moved to Postgres 16
We moved to AWS
I moved to Barclays last month
We moved from Heroku to Render
We moved to GraphQL
We moved from REST to gRPC
I moved to HelloFresh in May
We moved to Bazel for our builds
We moved to Scrum
I moved to Verizon
We moved from Oracle to Postgres
We moved to Monday for planning
I moved to Neovim
We moved to Python 3.12
We moved from SAP to Workday
I moved out of Notion`,
};
