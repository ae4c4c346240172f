/** Kinds of wording from Wednesday 8 May 2024 and the facts they state, in the form of `STATED`. */
export const WORDINGS: Record<string, string> = {
  "work and roles, in many wordings": `
I'm employed at Siemens. => work_employer=Siemens
I'm employed by the Royal Mail. => work_employer=Royal Mail
I've been at Bosch since 2019. => work_employer=Bosch
I've been at Unilever for nearly ten years. => work_employer=Unilever
I've spent the last five years at Novartis. => work_employer=Novartis
I've been working for Ericsson since college. => work_employer=Ericsson
I do marketing for Patagonia. => work_employer=Patagonia
I do accounting at KPMG. => work_employer=KPMG
I'm in HR at Nestlé. => work_employer=Nestlé
I'm on the design team at Spotify. => work_employer=Spotify
I'm part of the security team at Cloudflare. => work_employer=Cloudflare
My day job is at Target. => work_employer=Target
My employer, Hartwell Logistics, is moving offices. => work_employer=Hartwell Logistics
My current employer is Philips. => work_employer=Philips
I just got hired at Wegmans! => work_employer=Wegmans
I landed a job at Ubisoft! => work_employer=Ubisoft
I just accepted an offer from Stripe. => work_employer=Stripe
I've taken a job with Arup. => work_employer=Arup
I took a position at Emory Hospital. => work_employer=Emory Hospital
I got a position as a lecturer at Durham University. => work_employer=Durham University; work_role=lecturer
I work over at Kaiser Permanente. => work_employer=Kaiser Permanente
I work part time at a bookshop. => work_employer=a bookshop
I work nights at a warehouse. => work_employer=a warehouse
I work in the ER at Mercy General. => work_employer=Mercy General
I'm a nurse over at Mercy General. => work_role=nurse; work_employer=Mercy General
I work as a welder for Caterpillar. => work_role=welder; work_employer=Caterpillar
I teach chemistry at Westfield High. => work_employer=Westfield High
I teach third grade. => work_role=third-grade teacher
I'm a third-grade teacher. => work_role=third-grade teacher
I run a bakery in Leeds. => owns=bakery
I run my own plumbing business. => owns=plumbing business
I'm self-employed. => work_role=self-employed
I own a small hair salon. => owns=small hair salon
I freelance. => work_role=freelance
I freelance as an illustrator. => work_role=illustrator
I'm a stay-at-home dad. => work_role=stay-at-home dad
I'm currently unemployed. => work_employer=none
I'm out of work at the moment. => work_employer=none
I lost my job last month. => work_employer=none
I got let go on Friday. => work_employer=none
I was laid off in March. => work_employer=none
I don't have a job right now. => work_employer=none
I quit my job yesterday. => work_employer=none
I left KPMG in the spring. => work_employer=KPMG [over]
I left my job at KPMG. => work_employer=KPMG [over]
I resigned from Barclays last week. => work_employer=Barclays [over]
I stopped working at Lidl. => work_employer=Lidl [over]
I don't work at Lidl anymore. => work_employer=Lidl [over]
I'm no longer at Lidl. => work_employer=Lidl [over]
I'm not at Siemens anymore. => work_employer=Siemens [over]
I've left teaching and now work as a gardener. => work_role=gardener
I got fired from Applebee's. => work_employer=Applebee's [over]
Boeing laid me off. => work_employer=Boeing [over]
My contract with Airbus ended. => work_employer=Airbus [over]
I retired from the fire department in 2020. => work_role=retired
I used to work for the BBC. => work_employer=the BBC [over]
I used to be a flight attendant. => work_role=flight attendant [over]
I recently switched jobs and now work for Volvo. => work_employer=Volvo
I changed jobs, I'm at Atlassian now. => work_employer=Atlassian
I'm a dental hygienist. => work_role=dental hygienist
I'm an ICU nurse. => work_role=ICU nurse
I'm a registered nurse. => work_role=registered nurse
I'm a UX designer by trade. => work_role=UX designer
I'm working as a line cook. => work_role=line cook
I currently work as a data analyst. => work_role=data analyst
I drive trucks for a living. => work_role=truck driver
I drive a school bus. => work_role=school bus driver
I teach math for a living. => work_role=math teacher
I make a living as a potter. => work_role=potter
I earn my money as a translator. => work_role=translator
I got promoted to store manager. => work_role=store manager
I got promoted! I'm now senior engineer. => work_role=senior engineer
I just made partner at my law firm. => work_role=partner
I've been promoted to lieutenant. => work_role=lieutenant
I'm the new head of finance. => work_role=head of finance
I'm now the principal of the school. => work_role=principal
I moved up to shift supervisor. => work_role=shift supervisor
My new title is director of operations. => work_role=director of operations
My role is product owner. => work_role=product owner
I was appointed dean of engineering. => work_role=dean of engineering
I'm an apprentice electrician. => work_role=apprentice electrician
I work in construction. => work_field=construction
I work in IT. => work_field=IT
I work in tech. => work_field=tech
I'm in real estate. => work_field=real estate
I'm in sales. => work_field=sales
I work in public health. => work_field=public health
I work in video games. => work_field=video games
I'm a lawyer, but I hate it. => work_role=lawyer
I've been a plumber for 12 years. => work_role=plumber
I'm a bus driver and a part-time photographer. => work_role=bus driver
I'd love to work at Pixar. => goal=work at Pixar
I'm doing an internship at Bayer. => work_employer=Bayer`,
  "homes, origins and birthdays, in many wordings": `
I'm in Leeds these days. => home=Leeds
I'm living in Bologna at the moment. => home=Bologna
I live in a two-bedroom flat in Hackney. => home=Hackney
I live with my parents in Tampere. => home=Tampere
I live alone in Glasgow. => home=Glasgow
I live up in Vermont. => home=Vermont
I live out in Colorado. => home=Colorado
I live over in Portland. => home=Portland
I live here in Dublin. => home=Dublin
I'm a resident of Chicago. => home=Chicago
I reside in Nairobi. => home=Nairobi
We're based in Rotterdam. => home=Rotterdam
Home is Duluth, Minnesota. => home=Duluth, Minnesota
Home for us is Bergen. => home=Bergen
My home is in Sheffield. => home=Sheffield
Our house is in Adelaide. => home=Adelaide
We just bought a house in Boise. => owns=house
I rent a flat in Leipzig. => home=Leipzig
I'm renting a room in Camden. => home=Camden
My apartment in Queens is tiny. => home=Queens
I've settled in Perth. => home=Perth
I relocated to Austin for work. => home=Austin
I've just moved to Valencia. => home=Valencia
We moved here to Porto in May. => home=Porto
We've moved back to Cork. => home=Cork
I moved in with my boyfriend in Malmö. => home=Malmö
I moved into a new flat in Zurich. => home=Zurich
We recently moved house, we're in Swindon now. => home=Swindon
I've been in Seattle for six years. => home=Seattle
I've been living in Kyoto since 2018. => home=Kyoto
We've lived in Halifax all our lives. => home=Halifax
I've called Melbourne home for a decade. => home=Melbourne
I'm a Berlin-based designer. => home=Berlin; work_role=designer
I'm a Brooklyn-based photographer. => home=Brooklyn; work_role=photographer
I'm a photographer based in Brooklyn. => home=Brooklyn; work_role=photographer
I'm a software engineer in Toronto. => work_role=software engineer
As someone living in Phoenix, I hate summers. => home=Phoenix; dislikes=summers
I'm originally from Lagos but live in Houston now. => hometown=Lagos; home=Houston
I'm from Cardiff. => hometown=Cardiff
I hail from Kerala. => hometown=Kerala
I was raised in Detroit. => hometown=Detroit
I grew up on a farm in Iowa. => hometown=Iowa
I'm a native of Naples. => hometown=Naples
My hometown is Gdansk. => hometown=Gdansk
I was born in Accra and raised in London. => birthplace=Accra; hometown=London
I was born and bred in Yorkshire. => birthplace=Yorkshire
I moved out of Paris. => home=Paris [over]
I left Chicago for Denver. => home=Chicago [over]; home=Denver
I don't live in Spain anymore. => home=Spain [over]
I no longer live in Utah. => home=Utah [over]
We used to live in Kent. => home=Kent [over]
I lived in Rome until 2020. => home=Rome [over]
We're moving to Lisbon in March. => plan=moving to Lisbon in 2025-03
I want to live in Japan. => goal=live in Japan
I'd love to live in Norway. => goal=live in Norway
We moved to Foobar with the kids. => home=Foobar
My sister moved to Leeds. => sister.home=Leeds
My brother Tom lives in York. => relation:brother=Tom; Tom.home=York
My parents live in Cork. => parents.home=Cork
I'm 34. => age=34
I'm 27 yo. => age=27
I'm a 52 year old woman. => age=52
As a 45-year-old, I get tired. => age=45
I just turned 21. => age=21
I turned 65 in March. => age=65
My birthday is March 3. => birthday=03-03
My birthday is the 14th of July. => birthday=07-14
My bday is Oct 31. => birthday=10-31
I was born on July 4th, 1985. => birthday=1985-07-04
I was born on 3 June. => birthday=06-03
My birthday's on New Year's Eve. => birthday=12-31
My date of birth is 12 May 1991. => birthday=1991-05-12
I'm 6 months pregnant. => health=pregnant`,
};
