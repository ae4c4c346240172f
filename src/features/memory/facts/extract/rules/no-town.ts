import { BRANDS, isBrand, isCompany, isTool } from "./employers.ts";

/** What teams and customers move to: tools, services and ways of working. Some of them are also employers, none is a town. */
const SERVICES =
  /^(?:Kubernetes|Docker|Podman|Nomad|Jenkins|Travis CI|Bamboo|Buildkite|Argo|Git\p{L}+|Bitbucket|Gerrit|Terraform|Pulumi|Ansible|Puppet|Helm|Stripe|Adyen|Braintree|PayPal|Paddle|Klarna|Venmo|Square|Squarespace|Shopify|Magento|Woo\p{L}+|WordPress|Drupal|Joomla|Wix|Webflow|Ghost|Hugo|Jekyll|Astro|Gatsby|Next|Nuxt|Remix|Vercel|Netlify|Heroku|Render|Supabase|Firebase|Cloudflare|Fastly|Hetzner|Linode|Snowflake|Databricks|BigQuery|Redshift|Kafka|Rabbit\p{L}*|Redis|Valkey|Memcached|Elastic\p{L}*|OpenSearch|Solr|Cassandra|Oracle|SAP|Workday|Personio|Datadog|Grafana|Prometheus|Splunk|Sentry|New Relic|PagerDuty|Okta|Auth0|Salesforce|HubSpot|Pipedrive|Zoho|Zendesk|Intercom|Freshdesk|Mailchimp|SendGrid|Mailgun|Postmark|Twilio|Zapier|Make|Linear|Airtable|Basecamp|Confluence|Monday|ClickUp|Coda|Miro|Mural|Dropbox|Box|OneDrive|iCloud|Nextcloud|Bitwarden|LastPass|Dashlane|Scrum|Kanban|Agile|Lean|Waterfall|Webpack|Vite|Vitest|Jest|Mocha|Playwright|Selenium|Bun|Deno|Node|Yarn|Pnpm|Npm|Gradle|Maven|Bazel|Biome|ESLint|Prettier|Laravel|Symfony|Flask|FastAPI|Express|Fastify|GraphQL|REST|gRPC|OpenAI|Anthropic|Mistral|Llama|GPT\S*|Sonnet|Opus|Haiku|Bedrock|Cursor|Zed|Helix|Neovim|NeoVim|Arch|NixOS|Nix|CentOS|Rocky Linux|Red Hat|Wayland|Gnome|GNOME|KDE|Chrome\p{L}*|Arc|Vivaldi|Kagi|QuickBooks|Xero|Datev|DATEV|Quicken|YNAB|TurboTax|Chase|Wells Fargo|Citi\p{L}*|Barclays|HSBC|Revolut|N26|Monzo|Starling|Santander|ING|Lloyds|NatWest|Nationwide|Ally|Capital One|Fidelity|Vanguard|Schwab|Charles Schwab|Robinhood|Coinbase|Kraken|Wise|SoFi|Chime|Discover|Comdirect|DKB|Sparkasse|Commerzbank|Deutsche Bank|Geico|GEICO|Progressive|State Farm|Allstate|Allianz|AXA|Aetna|Cigna|Kaiser|Aviva|Admiral|EnBW|E\.ON|EON|Vattenfall|EDF|Octopus|British Gas|Comcast|Xfinity|Spectrum|Virgin Media|BT|Sky|Three|EE|Giffgaff|Tello|Visible|HelloFresh|Instacart|Zipcar|Oura|Garmin|Fitbit|Whoop|Huawei|Xiaomi|OnePlus|Bose|Audible|Libby|Goodreads|StoryGraph|Plex|Jellyfin|Elixir|Erlang|Haskell|Scala|Clojure|Dart|Flutter|Lua|Zig|Solidity|Fortran|COBOL)(?=$|[ ,'’.])/u;

/** Games and other worlds that nobody lives or works in. */
const WORLDS =
  /^(?:Stardew Valley|Animal Crossing|World of Warcraft|Azeroth|Tamriel|Neverland|Wonderland|Wakanda|Westeros|Minecraft|Fortnite|Roblox|Skyrim|Zelda|Hogwarts|Narnia|Gondor|Hyrule|Elden Ring|Dark Souls|Bloodborne|Sekiro|Hollow Knight|Silksong|Diablo|Destiny|Final Fantasy|Cuphead|Hades|God of War|Monster Hunter|Baldur's Gate|Witcher|Genshin Impact|League of Legends)(?=$|[ ,'’.])/u;

/** Words that end the names of products and ways of working, and of no town. */
const PRODUCT_LAST =
  /^Cloud (?:Run|Build|Storage|Native|Foundry|Formation)\b|\b(?:Cloud|Development|Framework|Server|Runtime|Database|Linux|Mail|Pay|Banking|Mobile|Wireless|Broadband|Insurance|Engine|Functions|Pipelines|Actions|Workers|Lambda|Desk|Suite|Workspace|Protocol|API|SDK|Life|Mode|Prime|Platform|Stack|Cluster|Analytics|Workflows?|Automation|Sync|Messenger|Browser|Editor|Code|Script|SQL|DB|JS|OS|ERP|CRM|ORM|Standups?|Sprints?|Architecture|Repository|Monorepo|Microservices)$/u;

const CLOTHES =
  /\b(?:Crocs|Levi['’]?s|Birkenstocks?|Birks|Uggs|UGGs|Converse|Vans|Docs|Martens|Lululemon|Carhartts?|Uniqlo|North Face|New Balance|Nikes|Adidas|Skechers|Allbirds|Hokas|Wellies|jeans|denim|hoodies|leggings|sweatpants|joggers|pyjamas|pajamas|pjs|sandals|sneakers|trainers|flip-flops|boots|shorts|dresses|skirts|t-shirts|tees|sweaters|jumpers|scrubs|slippers|overalls|dungarees|linen|wool|black|pants|socks|headphones|airpods)$/i;

// Of states and ways of life, in messages without capitals: "i live in chaos".
const STATE =
  /\b(?:loneliness|happiness|sadness|darkness|confusion|frustration|isolation|desperation|constant \p{L}+|chaos|dread|bliss|misery|hell|heaven|terror|squalor|filth|regret|shame|limbo|style|grief|agony|panic|stress|anxiety|solitude|exile|sync|tmux|vim|terminals?|spreadsheets?|meetings|tabs|inbox|calendars?|slack|emacs|shell|code|memory|hotels|airbnbs|airports|trains|suitcases|dorms|vans?|tents?|cars?|rvs?|limbo|anarchy|bubbles?|reality|dreams?|books|museums|mud|snow|dust|rain)$/iu;
// These begin names of towns and quarters, as in McAllen, DeKalb and SoHo.
const CAMEL_CASE = /\p{Ll}(?<!\b(?:Mc|Mac|De|La|Le|Du|Van|St|Fitz|So|No|Lo|Tri|TriBe|Be|Fi))\p{Lu}/u;
const KNOWN_INITIALS =
  /^(?:NYC|NY|NJ|LA|SF|SD|DC|D\.C|UK|US|USA|U\.S|UAE|KL|NZ|HK|BC|PA|TX|CA|WA|MA|OR|NC|SC|GA|FL|ATL|PDX|CDMX|DFW|PNW|KC|STL|NOLA|SLC|PEI|NSW|DR|DRC|KSA|PNG|BVI|VA|MD|CT|RI|NH|VT|AZ|NM|NV|CO|UT|OK|MO|AL|TN|KY|OH|IL|MI|WI|MN|WV|AK|QC|EU|BA|BCN|LDN|HCMC|BKK|NI)\b/;
const INITIALS = /^[\p{Lu}\d]{2,4}(?=$|[ ,])/u;

/** Whether it is a tool, a service or a way of working. */
export const isService = (name: string): boolean => isTool(name) || SERVICES.test(name) || isWorld(name);

/** Whether it is a game, or made up. */
export const isWorld = (name: string): boolean => WORLDS.test(name);

/** Whether it is no place to live in: "I live in Netflix on weekends", "I live in Crocs all summer". */
export const isNoHome = (name: string): boolean =>
  isBrand(name) ||
  isService(name) ||
  PRODUCT_LAST.test(name) ||
  CLOTHES.test(name) ||
  STATE.test(name) ||
  CAMEL_CASE.test(name);

/** Whether people move to it, but not to live there: "I moved from Slack to Teams", "We moved to Stripe in March". */
export const isNoTown = (name: string): boolean =>
  isNoHome(name) ||
  isCompany(name) ||
  BRANDS.test(name) ||
  (INITIALS.test(name) && !KNOWN_INITIALS.test(name));

/** Says what was moved, or its version, so that no home is meant: "to Postgres 16", "to Fastly for our images". */
export const isMigration = (rest: string): boolean =>
  /^[\p{L}.+#]+ v?\d+(?:\.\d+)*(?!\d)(?! (?:years|months|weeks|days)\b)/u.test(rest) ||
  /\bfor (?:(?:our|my|the|all) )?(?:[p{L}-]+ )?(?:ci|cd|builds?|payments?|hosting|billing|invoic(?:es|ing)|e-?mails?|banking|payroll|search|monitoring|logs|logging|backups?|images|chat|calls|notes|tickets|docs|deployments?|deploys|tests|auth|storage|analytics)\b/i.test(
    rest,
  );
