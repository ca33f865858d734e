const lines = (text: string): readonly string[] => text.trim().split(/\s*\n\s*/);

/** Names of one region a line: its code in addresses where that is used, its own name, and those in other languages. */
export const regions: readonly string[] = lines(`
  AL|Alabama
  AK|Alaska
  AZ|Arizona
  AR|Arkansas
  CA|California|Kalifornien|Californie|カリフォルニア
  CO|Colorado
  CT|Connecticut
  DE|Delaware
  DC|District of Columbia|Washington DC
  FL|Florida|Floride
  GA|Georgia
  HI|Hawaii|Hawaiʻi
  ID|Idaho
  IL|Illinois
  IN|Indiana
  IA|Iowa
  KS|Kansas
  KY|Kentucky
  LA|Louisiana|Louisiane
  ME|Maine
  MD|Maryland
  MA|Massachusetts
  MI|Michigan
  MN|Minnesota
  MS|Mississippi
  MO|Missouri
  MT|Montana
  NE|Nebraska
  NV|Nevada
  NH|New Hampshire
  NJ|New Jersey
  NM|New Mexico
  NY|New York|Nueva York|ニューヨーク州
  NC|North Carolina
  ND|North Dakota
  OH|Ohio
  OK|Oklahoma
  OR|Oregon
  PA|Pennsylvania
  RI|Rhode Island
  SC|South Carolina
  SD|South Dakota
  TN|Tennessee
  TX|Texas
  UT|Utah
  VT|Vermont
  VA|Virginia
  WA|Washington
  WV|West Virginia
  WI|Wisconsin
  WY|Wyoming
  AB|Alberta
  BC|British Columbia|Colombie-Britannique
  MB|Manitoba
  NB|New Brunswick|Nouveau-Brunswick
  NL|Newfoundland and Labrador|Newfoundland
  NS|Nova Scotia|Nouvelle-Écosse
  ON|Ontario
  PE|Prince Edward Island
  QC|Québec|Quebec
  SK|Saskatchewan
  ACT|Australian Capital Territory
  NSW|New South Wales
  NT|Northern Territory
  QLD|Queensland
  SA|South Australia
  TAS|Tasmania
  VIC|Victoria
  WA|Western Australia
  BW|Baden-Württemberg
  BY|Bayern|Bavaria|Bavière|Baviera|バイエルン
  BB|Brandenburg
  HE|Hessen|Hesse
  MV|Mecklenburg-Vorpommern
  NI|Niedersachsen|Lower Saxony
  NRW|Nordrhein-Westfalen|North Rhine-Westphalia
  RP|Rheinland-Pfalz|Rhineland-Palatinate
  SN|Sachsen|Saxony|Saxe
  ST|Sachsen-Anhalt|Saxony-Anhalt
  SH|Schleswig-Holstein
  TH|Thüringen|Thuringia
  Kärnten|Carinthia
  Steiermark|Styria
  Tirol|Tyrol|Tirolo
  RJ|Estado do Rio de Janeiro
  SP|Estado de São Paulo
  Andalucía|Andalusia|Andalousie|Andalusien
  Catalunya|Cataluña|Catalonia|Katalonien|Catalogne|Catalogna|カタルーニャ
  Euskadi|País Vasco|Basque Country|Baskenland
  Galicia|Galiza|Galicien
  Bretagne|Brittany|Breizh
  Corse|Corsica|Korsika
  Normandie|Normandy
  Provence-Alpes-Côte d'Azur|PACA
  Île-de-France|Ile-de-France
  Lombardia|Lombardy|Lombardei|Lombardie|ロンバルディア
  Piemonte|Piedmont|Piemont
  Sardegna|Sardinia|Sardinien
  Sicilia|Sicily|Sizilien|Sicile
  Toscana|Tuscany|Toskana|Toscane
  Alto Adige|Südtirol|South Tyrol
  Vlaanderen|Flanders|Flandern|Flandre
  Wallonie|Wallonia|Wallonië
  Western Cape|Wes-Kaap|Westkap
`);
