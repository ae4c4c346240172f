/** Sentences that begin as facts do, in the manner of messages without a subject, and state none. */
export const BEGUN_ALIKE: Record<string, string> = {
  "of habits, things at hand and jokes": `
I grew up in a Catholic family in name only.
I'm off work today.
I'm off coffee today.
I cut out a paper star.
I cut sugar paper for the kids.
I skip bread and butter issues.
I dropped dairy milk on the floor.
I gave up chocolate for Lent.
I don't drink from that cup.
I don't smoke salmon at home.
I have one kidney bean left.
My back is killing me.
I have a bad feeling.
I have a broken link.
I have a torn page.
I have a bad back end developer.
I tore my jeans.
I'm bipolar about this feature.
I'm so deaf, say again?
I'm anemic compared to that.
I'm legally blind to risk.
My anxiety about the exam is high.
My MS Word crashed.
My ms is due Friday.
My depression glass collection is growing.
I have arthritis cream samples to review.
I deal with anxiety disorders at work.
I live with ADHD students daily.
I take aspirin for my headaches.
I'm on call for the weekend.
I'm on antibiotics for a week.
I do boxing day sales.
I do chess puzzles wrong.
I started running the script.
I started painting the wall.
I started boxing up my flat.
I picked up fishing tackle.
I run every test twice.
I swim every time it rains.
I draw a lot of fire on Twitter.
I sing in the shower.
I am in a band of brothers chat.
I'm in a choir rehearsal.
I'm in a book club meeting.
I write songs for the client.
I keep chickens in the freezer.
I make candles flicker in CSS.
I know some French people.
I know German cars.
I understand Spanish customs.
I know English breakfast tea.
I can speak at length.
I'm native to Java.
I'm a major fan.
I'm an army major at heart.
I'm a junior at heart.
I'm a senior at Google.
I am enrolled in Medicare.
I attend Google I/O every year.
I'm at Penn State for the game.
I got my head into a book.
I have two boys in my class.
I have three girls coming to the party.
My manager is Outlook.
My son is Okay.
My brother is 5 minutes away.
My dad is 100% sure.
My mum is one in a million.
I have been dating Carbon samples.
I've been seeing Errors all day.
I lost my dog Rex in the park this week but he came back.
I gave the cat away in chapter two.
My fish tank is leaking.
I made partner dances my thing.
I made manager approval mandatory.
I teach English as a second language books away.
I teach science fiction at a library.
I drive a bus in GTA.
I got moved up to first class.
My role is to listen.
My position is clear.
My title is a work in progress.
I left Google Drive open.
I hopped from Tinder to Bumble.
I jumped ship to Android.
I jumped ship to Netflix for the show.
I left for a company called lunch.
I switched to a company called Octopus Energy.
I moved to a place called Hope.
I don't have a job for you.
I don't have any work to show.
I got fired up.
I got laid off my own app.
I was let go of the rope.
When you send the file, use zip.
If you make tea, use the blue cup.
When I give you the text, make it bold.
I don't want emojis in this one.
People call me crazy.
They call me Mr Tibbs, famous line.
Everyone says No to my idea.
I'm a Finn fan in Adventure Time.
I'm Swedish chef impressions champion.
I'm 34 weeks along in this course.
I'm single-handedly running this.
I'm alone at 50 Cent's concert.`,
};
