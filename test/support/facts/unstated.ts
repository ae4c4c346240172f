import { LOOKALIKES } from "./lookalikes.ts";

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
  ...LOOKALIKES,
};
