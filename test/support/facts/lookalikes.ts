/** Sentences that look like an allergy, a job or a home of their speaker, and state none. */
export const LOOKALIKES: Record<string, string> = {
  "allergies of others, and in jest": `
I have a toddler with an egg allergy
I have a friend whose soy allergy is awful
My guests are coming, one has a fish allergy
I'm allergic to Zoom fatigue
I'm allergic to group projects
I'm allergic to PHP and Java
I'm allergic to motivational quotes
I'm allergic to parking fees
I'm allergic to Excel macros
I'm allergic to bureaucracy
I'm allergic to clutter
I'm allergic to pineapple on pizza
Onions make me cry
Chocolate makes me break out the good wine
Milk makes me itch to bake
I'm writing about a wheat allergy
There was no dairy allergy in my family
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
I work for tips
I work for the thrill of it
I work at a desk facing the wall
I work at the coffee shop on the corner today
I work for an hour before breakfast
I'm working at the airport until boarding
I work at full speed
I work for food
I'm working at Anna's this afternoon
I'm back at IKEA
I'm back at Costco buying snacks
I signed a contract with Telekom
I signed a lease with Greystar
I joined Costco Wholesale
I joined Rotary last spring
I joined the Sierra Club
I joined CrossFit Mitte in May
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
I live in Slack
I live in flannel shirts
I live in Doc Martens
I live in Google Calendar
I live in Stardew Valley these days
I live in Outlook and Teams
We moved to Elixir last quarter
We moved to OpenTelemetry
We moved from Angular to Svelte
We moved to Cloud Run
I moved to Linux Mint
I moved to Revolut
We moved to MariaDB
I moved to Geico in June
We moved to Trunk Based Development
We moved from Confluence to Notion
We moved to Hetzner Cloud
I moved to Bitwarden
We moved to Sonnet 4
I moved to Standing Desk Life
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
