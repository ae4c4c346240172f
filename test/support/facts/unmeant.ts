/** More sentences that look like facts of their speaker, and state none. */
export const UNMEANT: Record<string, string> = {
  "of plans, others, tools and figures of speech": `
I'm on disability.
I handed in my notice today.
I became a foster parent.
I'm the captain of our volleyball team.
I'm a mess.
I'm a beginner.
I'm a member of the board.
I work hard.
I work out at Gold's Gym.
I work with kids.
I work at my desk.
I work from home.
I work from Bali most of the winter.
I work with Salesforce every day.
I'm at Costco.
I'm at Tesco, what should I get for dinner?
I'm with Vodafone.
I'm with you.
I bank with HSBC.
I was at Google I/O last week.
I applied at Google.
I got rejected by Google.
I almost took a job at Meta.
I turned down an offer from Meta.
I might start at Oracle next year.
I wish I worked at Valve.
I help out at the food bank.
I shop at Aldi.
I'm an Amazon Prime member.
I'm a Starbucks regular.
I'm moving to Lisbon.
We might move to Canada.
We almost moved to Bath.
I'm in Berlin next week.
I'm in Boston today.
I'm in Excel all day.
I'm in Denver for a conference.
I'm staying in Athens until Friday.
I live in Figma all day.
I live in Foobar all day.
I live in my car.
I live in a shoebox.
I live in hope.
We moved to Foobar.
I moved to Foobar.
We moved to Frobnicate in March.
We've switched to Quuxly.
We moved to Zentrio last week.
I moved to Substrate.
we moved to product-led growth
We moved to Delta.
I moved to first class.
I moved to the back row.
I moved to a new team.
I moved to Marketing.
My friend in Austin is visiting.
The customer lives in Kent.
I'm 5 foot 9.
I'm 40 minutes away.
I'm 99% sure.
I'm 20 pounds overweight.
I became an uncle yesterday.
My dad passed away in 2015.
Our son just started kindergarten.
We had to put Bruno down.
I want a dog.
I'm looking after my neighbour's cat.
I'm dog sitting this week.
My sister has a dog.
I'm thinking of getting a cat.
A dog bit me.
I saw a cat named Leo.
I'm not allergic to anything.
My allergies are acting up.
I think I might be allergic to wool.
I might be allergic to cats.
I'm allergic to mornings.
I'm allergic to bad coffee.
Is it possible that I'm allergic to cats?
My date is allergic to nuts.
I don't eat anything with a face.
I wear contact lenses.
I'm in remission.
I had cancer.
I think I have the flu.
I have a cold.
I have a headache.
I'm sick today.
With my bad knees I can't run.
I have OCD about commas.
I'm so ADHD today.
I'm blind to his faults.
I'm depressed about the election.
I dropped out of college.
I don't speak German.
I hate my job.
I love you.
I love this!
I love it when it rains.
I'd love a coffee.
I don't like this answer.
I hate to say it.
Make the intro shorter.
Make it shorter.
Use the blue one.
Don't use the stairs.
Keep the change.
Write it in French.
Be careful.
I was wrong about the allergy, it's cashews, not almonds.
My birthday is in May, not June.
I meant my sister, not my brother.
My wife's Toyota broke down.
Moved the files to Berlin, our staging server.
Moved to the next chapter already.
moved to vim last year and never looked back
We ended up in Boston because of a storm.
I ended up in hospital.
I ended up in Marketing after the reorg.
Got into an argument with my boss.
Got my head around monads finally.
Got a job interview tomorrow.
Got a cat scan today, all fine.
Got rid of my car.
Lost my keys again.
Left work early today.
Left Paris out of the itinerary, why?
Joined Zoom late, what did I miss?
Been working at this for hours.
Been at Costco all morning.
Been at IKEA for hours, help me decide.
Been reading about veganism.
Been having trouble sleeping.
Born to run is a great album.
Raised in the PR was a question about nulls.
Promoted to production an hour ago.
Diagnosed the bug finally.
Recently divorced friend needs cheering up, ideas?
Newly built house has damp, what now?
Learning curve is steep, any tips?
Learning Rust is a nightmare.
Saving up for a rainy day is smart.
Training for the new hires starts Monday.
Expecting a delivery today.
Living in Tokyo sounds amazing.
Live in Concert is my favourite album.
Working at night is quieter.
Work at Google pays well, apparently.
Married to the idea, not the wording.
Based in part on your answer, I changed the code.
Allergic to gluten? Try rice flour.
Not allergic to hard work.
No longer in use, so delete it.
No longer at the top of the list.
Hate speech laws in Germany?
Love handles, how do I lose them?
Hate to say it, but no.
Don't have dairy on the list twice.
Don't drink and drive slogans please.
Can't stand up straight, what stretches help?
Turned 3 PDFs into one.
Turned 40 degrees to the left.
I turned 30 pages before I noticed.
Went vegan leather shopping, tips?
Quit Excel, lost everything.
Quit Chrome and reopened it.
Started at 9, finished at 5.
Started working finally after a reboot!
Big fan noise from my laptop, help.
Fan of the laptop is loud.
Second year of a two-year warranty, does it cover this?
First year of a tax credit: how do I claim?
Mum's name is a common one.
wife is a word from Old English
dad jokes please
boss is angry, help
Sister cities of Leeds?
Luna, our moon, has phases.
Apollo, our CI server, has crashed.
Kafka, our message broker, is down.
Jenkins, our build server, lives in Frankfurt.
Alex, our intern, is great.
Title: I moved to Paris.
Subject line: I quit my job at Shell
Song idea: I live in a yellow submarine.
Tagline: we moved to Berlin.
Flashcard: I am allergic to nuts = Ich bin allergisch gegen Nüsse
User story: I am a nurse and I want to log in.
Persona: I'm a 34 year old nurse from Leeds.
Joke: I'm allergic to Mondays.
Character sheet: I am a half-elf from Oslo.
The recipe says: I recommend butter.
Error: I have no idea.
Theory: I am a brain in a vat.
As a nurse would say: I'm on it.
As the only child at the party, I was bored.
As the only developer at heart, I get it.
I'm the only person at Costco today.
I'm the new guy at Golds Gym.
I'm in sales mode today.
I'm in marketing hell.
I'm in the kitchen at Anna's.
I'm in design at the moment.
I do sales for fun.
I do research at night.
I do the accounts for my wife.
I do design for Christmas cards.
I run operations for Mum's birthday.
I'm with Anna in data science class.
I'm on the support line at Vodafone.
I'm on the sales page at Zara.
I've spent the last two years at Folsom.
I have spent the last 3 hours at Gatwick.
I've been in Paris since Monday.
I've been in London for two years worth of meetings.
I've been in Denial for years.
Home is where the heart is.
Home is Alabama's best song.
My place in London is the Tate.
My favourite place in Rome is closed.
My room in Rome has no minibar.
My flat in Leeds is rented out.
My apartment in Lisbon is on Airbnb.
I rent a house in Tuscany every summer.
I rent a flat in Berlin for the weekend.
I'm a Linux-based person.
I'm a native of the command line.
I come from a Java background.
I hail from the 80s.
I grew up in the nineties.`,
};
