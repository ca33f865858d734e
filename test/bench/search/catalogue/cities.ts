/** Where the benchmark's events are: large cities, by time zone, with country and coordinates; the weight falls with the rank in the world. */
const byZone: Readonly<Record<string, string>> = {
  "Asia/Tokyo":
    "Tokyo JP 35.69 139.69; Osaka JP 34.69 135.5; Nagoya JP 35.18 136.91; Yokohama JP 35.44 139.64; Sapporo JP 43.06 141.35; Fukuoka JP 33.59 130.4; Kyoto JP 35.01 135.77; Kobe JP 34.69 135.2; Sendai JP 38.27 140.87; Hiroshima JP 34.39 132.46",
  "Asia/Seoul":
    "Seoul KR 37.57 126.98; Busan KR 35.18 129.08; Incheon KR 37.46 126.71; Daegu KR 35.87 128.6; Daejeon KR 36.35 127.38",
  "Asia/Shanghai":
    "Shanghai CN 31.23 121.47; Beijing CN 39.9 116.41; Guangzhou CN 23.13 113.26; Shenzhen CN 22.54 114.06; Chengdu CN 30.57 104.07; Wuhan CN 30.59 114.31; Hangzhou CN 30.27 120.16; Nanjing CN 32.06 118.8; Tianjin CN 39.34 117.36; Chongqing CN 29.56 106.55; Xian CN 34.34 108.94; Qingdao CN 36.07 120.38",
  "Asia/Hong_Kong": "Hong Kong HK 22.32 114.17",
  "Asia/Taipei": "Taipei TW 25.03 121.57; Kaohsiung TW 22.63 120.3; Taichung TW 24.15 120.67",
  "Asia/Singapore": "Singapore SG 1.35 103.82",
  "Asia/Kuala_Lumpur": "Kuala Lumpur MY 3.14 101.69; Penang MY 5.41 100.33",
  "Asia/Bangkok": "Bangkok TH 13.76 100.5; Chiang Mai TH 18.79 98.98",
  "Asia/Ho_Chi_Minh": "Ho Chi Minh City VN 10.82 106.63; Hanoi VN 21.03 105.85; Da Nang VN 16.05 108.2",
  "Asia/Jakarta": "Jakarta ID -6.21 106.85; Bandung ID -6.92 107.62; Surabaya ID -7.26 112.75",
  "Asia/Makassar": "Denpasar ID -8.67 115.21",
  "Asia/Manila": "Manila PH 14.6 120.98; Cebu PH 10.32 123.89; Davao PH 7.19 125.46",
  "Asia/Kolkata":
    "Mumbai IN 19.08 72.88; Delhi IN 28.61 77.21; Bengaluru IN 12.97 77.59; Hyderabad IN 17.39 78.49; Chennai IN 13.08 80.27; Kolkata IN 22.57 88.36; Pune IN 18.52 73.86; Ahmedabad IN 23.02 72.57; Jaipur IN 26.91 75.79; Goa IN 15.3 74.12",
  "Asia/Karachi": "Karachi PK 24.86 67.0; Lahore PK 31.52 74.36; Islamabad PK 33.68 73.05",
  "Asia/Dhaka": "Dhaka BD 23.81 90.41; Chittagong BD 22.36 91.78",
  "Asia/Colombo": "Colombo LK 6.93 79.86",
  "Asia/Kathmandu": "Kathmandu NP 27.72 85.32",
  "Asia/Dubai": "Dubai AE 25.2 55.27; Abu Dhabi AE 24.45 54.38",
  "Asia/Qatar": "Doha QA 25.29 51.53",
  "Asia/Riyadh": "Riyadh SA 24.71 46.68; Jeddah SA 21.49 39.19",
  "Asia/Kuwait": "Kuwait City KW 29.38 47.99",
  "Asia/Baghdad": "Baghdad IQ 33.31 44.37",
  "Asia/Tehran": "Tehran IR 35.69 51.39; Isfahan IR 32.65 51.67",
  "Asia/Jerusalem": "Tel Aviv IL 32.09 34.78; Jerusalem IL 31.77 35.21; Haifa IL 32.79 34.99",
  "Asia/Beirut": "Beirut LB 33.89 35.5",
  "Asia/Amman": "Amman JO 31.95 35.93",
  "Asia/Tbilisi": "Tbilisi GE 41.72 44.83",
  "Asia/Yerevan": "Yerevan AM 40.18 44.51",
  "Asia/Baku": "Baku AZ 40.41 49.87",
  "Asia/Almaty": "Almaty KZ 43.24 76.89; Astana KZ 51.17 71.45",
  "Asia/Tashkent": "Tashkent UZ 41.3 69.24",
  "Europe/Istanbul":
    "Istanbul TR 41.01 28.98; Ankara TR 39.93 32.86; Izmir TR 38.42 27.14; Antalya TR 36.9 30.71",
  "Europe/Moscow": "Moscow RU 55.76 37.62; Saint Petersburg RU 59.93 30.34; Kazan RU 55.8 49.11",
  "Europe/Kyiv": "Kyiv UA 50.45 30.52; Lviv UA 49.84 24.03; Odesa UA 46.48 30.72",
  "Europe/Bucharest": "Bucharest RO 44.43 26.1; Cluj-Napoca RO 46.77 23.6; Timișoara RO 45.75 21.23",
  "Europe/Sofia": "Sofia BG 42.7 23.32; Plovdiv BG 42.14 24.75",
  "Europe/Athens": "Athens GR 37.98 23.73; Thessaloniki GR 40.64 22.94; Patras GR 38.25 21.73",
  "Europe/Helsinki": "Helsinki FI 60.17 24.94; Tampere FI 61.5 23.76; Turku FI 60.45 22.27",
  "Europe/Tallinn": "Tallinn EE 59.44 24.75",
  "Europe/Riga": "Riga LV 56.95 24.11",
  "Europe/Vilnius": "Vilnius LT 54.69 25.28; Kaunas LT 54.9 23.9",
  "Europe/Warsaw":
    "Warsaw PL 52.23 21.01; Kraków PL 50.06 19.94; Łódź PL 51.76 19.46; Wrocław PL 51.11 17.04; Poznań PL 52.41 16.93; Gdańsk PL 54.35 18.65; Katowice PL 50.26 19.02",
  "Europe/Prague": "Prague CZ 50.08 14.44; Brno CZ 49.2 16.61; Ostrava CZ 49.82 18.26",
  "Europe/Bratislava": "Bratislava SK 48.15 17.11; Košice SK 48.72 21.26",
  "Europe/Budapest": "Budapest HU 47.5 19.04; Debrecen HU 47.53 21.63",
  "Europe/Vienna":
    "Wien AT 48.21 16.37; Graz AT 47.07 15.44; Linz AT 48.31 14.29; Salzburg AT 47.8 13.05; Innsbruck AT 47.27 11.39",
  "Europe/Zurich":
    "Zürich CH 47.38 8.54; Genève CH 46.2 6.14; Basel CH 47.56 7.59; Bern CH 46.95 7.45; Lausanne CH 46.52 6.63",
  "Europe/Berlin":
    "Berlin DE 52.52 13.4; Hamburg DE 53.55 9.99; München DE 48.14 11.58; Köln DE 50.94 6.96; Frankfurt DE 50.11 8.68; Stuttgart DE 48.78 9.18; Düsseldorf DE 51.23 6.77; Leipzig DE 51.34 12.37; Dortmund DE 51.51 7.47; Essen DE 51.46 7.01; Bremen DE 53.08 8.8; Dresden DE 51.05 13.74; Hannover DE 52.38 9.73; Nürnberg DE 49.45 11.08; Mannheim DE 49.49 8.47; Karlsruhe DE 49.01 8.4; Münster DE 51.96 7.63; Freiburg DE 48.0 7.84; Rostock DE 54.09 12.14; Kiel DE 54.32 10.14",
  "Europe/Copenhagen": "København DK 55.68 12.57; Aarhus DK 56.16 10.2; Odense DK 55.4 10.4",
  "Europe/Stockholm":
    "Stockholm SE 59.33 18.07; Göteborg SE 57.71 11.97; Malmö SE 55.6 13.0; Uppsala SE 59.86 17.64",
  "Europe/Oslo":
    "Oslo NO 59.91 10.75; Bergen NO 60.39 5.32; Trondheim NO 63.43 10.4; Stavanger NO 58.97 5.73",
  "Atlantic/Reykjavik": "Reykjavík IS 64.15 -21.94",
  "Europe/Amsterdam":
    "Amsterdam NL 52.37 4.9; Rotterdam NL 51.92 4.48; Utrecht NL 52.09 5.12; Den Haag NL 52.08 4.3; Eindhoven NL 51.44 5.47; Groningen NL 53.22 6.57",
  "Europe/Brussels":
    "Brussels BE 50.85 4.35; Antwerpen BE 51.22 4.4; Gent BE 51.05 3.72; Liège BE 50.63 5.58",
  "Europe/Luxembourg": "Luxembourg LU 49.61 6.13",
  "Europe/Paris":
    "Paris FR 48.86 2.35; Lyon FR 45.76 4.84; Marseille FR 43.3 5.37; Toulouse FR 43.6 1.44; Nice FR 43.7 7.27; Nantes FR 47.22 -1.55; Strasbourg FR 48.57 7.75; Montpellier FR 43.61 3.88; Bordeaux FR 44.84 -0.58; Lille FR 50.63 3.06; Rennes FR 48.11 -1.68; Grenoble FR 45.19 5.72",
  "Europe/Madrid":
    "Madrid ES 40.42 -3.7; Barcelona ES 41.39 2.17; Valencia ES 39.47 -0.38; Sevilla ES 37.39 -5.98; Bilbao ES 43.26 -2.93; Málaga ES 36.72 -4.42; Zaragoza ES 41.65 -0.89; Granada ES 37.18 -3.6; Palma ES 39.57 2.65",
  "Europe/Lisbon":
    "Lisboa PT 38.72 -9.14; Porto PT 41.16 -8.63; Braga PT 41.55 -8.42; Coimbra PT 40.21 -8.43",
  "Europe/Rome":
    "Roma IT 41.9 12.5; Milano IT 45.46 9.19; Napoli IT 40.85 14.27; Torino IT 45.07 7.69; Firenze IT 43.77 11.26; Bologna IT 44.49 11.34; Venezia IT 45.44 12.32; Verona IT 45.44 10.99; Palermo IT 38.12 13.36; Genova IT 44.41 8.93; Bari IT 41.12 16.87",
  "Europe/Zagreb": "Zagreb HR 45.81 15.98; Split HR 43.51 16.44",
  "Europe/Ljubljana": "Ljubljana SI 46.06 14.51",
  "Europe/Belgrade": "Belgrade RS 44.79 20.45; Novi Sad RS 45.25 19.84",
  "Europe/Sarajevo": "Sarajevo BA 43.86 18.41",
  "Europe/London":
    "London GB 51.51 -0.13; Manchester GB 53.48 -2.24; Birmingham GB 52.49 -1.89; Glasgow GB 55.86 -4.25; Liverpool GB 53.41 -2.98; Leeds GB 53.8 -1.55; Bristol GB 51.45 -2.59; Edinburgh GB 55.95 -3.19; Newcastle GB 54.98 -1.62; Sheffield GB 53.38 -1.47; Nottingham GB 52.95 -1.15; Cardiff GB 51.48 -3.18; Belfast GB 54.6 -5.93; Brighton GB 50.82 -0.14; Leicester GB 52.64 -1.13; Southampton GB 50.91 -1.4; Norwich GB 52.63 1.3",
  "Europe/Dublin":
    "Dublin IE 53.35 -6.26; Cork IE 51.9 -8.47; Galway IE 53.27 -9.05; Limerick IE 52.66 -8.63",
  "Africa/Casablanca": "Casablanca MA 33.57 -7.59; Rabat MA 34.02 -6.84; Marrakesh MA 31.63 -7.98",
  "Africa/Algiers": "Algiers DZ 36.75 3.06",
  "Africa/Tunis": "Tunis TN 36.81 10.18",
  "Africa/Cairo": "Cairo EG 30.04 31.24; Alexandria EG 31.2 29.92",
  "Africa/Lagos": "Lagos NG 6.52 3.38; Abuja NG 9.08 7.4; Ibadan NG 7.38 3.95",
  "Africa/Accra": "Accra GH 5.6 -0.19; Kumasi GH 6.69 -1.62",
  "Africa/Abidjan": "Abidjan CI 5.36 -4.01",
  "Africa/Dakar": "Dakar SN 14.72 -17.47",
  "Africa/Nairobi": "Nairobi KE -1.29 36.82; Mombasa KE -4.04 39.67",
  "Africa/Addis_Ababa": "Addis Ababa ET 9.03 38.74",
  "Africa/Kampala": "Kampala UG 0.35 32.58",
  "Africa/Dar_es_Salaam": "Dar es Salaam TZ -6.79 39.21",
  "Africa/Johannesburg":
    "Johannesburg ZA -26.2 28.05; Cape Town ZA -33.92 18.42; Durban ZA -29.86 31.02; Pretoria ZA -25.75 28.19",
  "America/New_York":
    "New York US 40.71 -74.01; Philadelphia US 39.95 -75.17; Boston US 42.36 -71.06; Washington US 38.91 -77.04; Miami US 25.76 -80.19; Atlanta US 33.75 -84.39; Detroit US 42.33 -83.05; Charlotte US 35.23 -80.84; Orlando US 28.54 -81.38; Tampa US 27.95 -82.46; Baltimore US 39.29 -76.61; Pittsburgh US 40.44 -80.0; Cleveland US 41.5 -81.69; Columbus US 39.96 -83.0; Cincinnati US 39.1 -84.51; Buffalo US 42.89 -78.88; Raleigh US 35.78 -78.64; Indianapolis US 39.77 -86.16; Louisville US 38.25 -85.76; Richmond US 37.54 -77.44; Jacksonville US 30.33 -81.66; Brooklyn US 40.68 -73.94",
  "America/Chicago":
    "Chicago US 41.88 -87.63; Houston US 29.76 -95.37; Dallas US 32.78 -96.8; Austin US 30.27 -97.74; San Antonio US 29.42 -98.49; Nashville US 36.16 -86.78; New Orleans US 29.95 -90.07; Minneapolis US 44.98 -93.27; Saint Louis US 38.63 -90.2; Kansas City US 39.1 -94.58; Milwaukee US 43.04 -87.91; Memphis US 35.15 -90.05; Oklahoma City US 35.47 -97.52; Tulsa US 36.15 -95.99; Omaha US 41.26 -95.93",
  "America/Denver":
    "Denver US 39.74 -104.99; Salt Lake City US 40.76 -111.89; Boise US 43.62 -116.2; Albuquerque US 35.08 -106.65",
  "America/Phoenix": "Phoenix US 33.45 -112.07; Tucson US 32.22 -110.97",
  "America/Los_Angeles":
    "Los Angeles US 34.05 -118.24; San Francisco US 37.77 -122.42; Las Vegas US 36.17 -115.14; San Diego US 32.72 -117.16; Seattle US 47.61 -122.33; Portland US 45.52 -122.68; Sacramento US 38.58 -121.49; San Jose US 37.34 -121.89; Oakland US 37.8 -122.27; Anaheim US 33.84 -117.91",
  "Pacific/Honolulu": "Honolulu US 21.31 -157.86",
  "America/Toronto":
    "Toronto CA 43.65 -79.38; Montréal CA 45.5 -73.57; Ottawa CA 45.42 -75.7; Québec CA 46.81 -71.21; Hamilton CA 43.26 -79.87",
  "America/Vancouver": "Vancouver CA 49.28 -123.12; Victoria CA 48.43 -123.37",
  "America/Edmonton": "Calgary CA 51.04 -114.07; Edmonton CA 53.55 -113.49",
  "America/Winnipeg": "Winnipeg CA 49.9 -97.14",
  "America/Halifax": "Halifax CA 44.65 -63.58",
  "America/Mexico_City":
    "Ciudad de México MX 19.43 -99.13; Guadalajara MX 20.66 -103.35; Monterrey MX 25.69 -100.32; Puebla MX 19.04 -98.2; León MX 21.13 -101.68",
  "America/Tijuana": "Tijuana MX 32.51 -117.04",
  "America/Guatemala": "Guatemala City GT 14.63 -90.51",
  "America/Costa_Rica": "San José CR 9.93 -84.08",
  "America/Panama": "Panamá PA 8.98 -79.52",
  "America/Havana": "Havana CU 23.11 -82.37",
  "America/Santo_Domingo": "Santo Domingo DO 18.49 -69.93",
  "America/Puerto_Rico": "San Juan PR 18.47 -66.11",
  "America/Bogota":
    "Bogotá CO 4.71 -74.07; Medellín CO 6.25 -75.56; Cali CO 3.45 -76.53; Barranquilla CO 10.97 -74.8",
  "America/Caracas": "Caracas VE 10.48 -66.9",
  "America/Guayaquil": "Quito EC -0.18 -78.47; Guayaquil EC -2.19 -79.89",
  "America/Lima": "Lima PE -12.05 -77.04; Cusco PE -13.53 -71.97",
  "America/La_Paz": "La Paz BO -16.49 -68.12",
  "America/Santiago": "Santiago CL -33.45 -70.67; Valparaíso CL -33.05 -71.61; Concepción CL -36.83 -73.05",
  "America/Argentina/Buenos_Aires":
    "Buenos Aires AR -34.6 -58.38; Córdoba AR -31.42 -64.18; Rosario AR -32.94 -60.65; Mendoza AR -32.89 -68.85",
  "America/Montevideo": "Montevideo UY -34.9 -56.16",
  "America/Asuncion": "Asunción PY -25.26 -57.58",
  "America/Sao_Paulo":
    "São Paulo BR -23.55 -46.63; Rio de Janeiro BR -22.91 -43.17; Belo Horizonte BR -19.92 -43.93; Curitiba BR -25.43 -49.27; Porto Alegre BR -30.03 -51.23; Brasília BR -15.79 -47.88; Florianópolis BR -27.6 -48.55",
  "America/Bahia": "Salvador BR -12.97 -38.5",
  "America/Fortaleza": "Fortaleza BR -3.73 -38.53; Recife BR -8.05 -34.88",
  "Australia/Sydney": "Sydney AU -33.87 151.21; Newcastle AU -32.93 151.78; Canberra AU -35.28 149.13",
  "Australia/Melbourne": "Melbourne AU -37.81 144.96; Geelong AU -38.15 144.36",
  "Australia/Brisbane": "Brisbane AU -27.47 153.03; Gold Coast AU -28.02 153.4",
  "Australia/Adelaide": "Adelaide AU -34.93 138.6",
  "Australia/Perth": "Perth AU -31.95 115.86",
  "Australia/Hobart": "Hobart AU -42.88 147.33",
  "Pacific/Auckland":
    "Auckland NZ -36.85 174.76; Wellington NZ -41.29 174.78; Christchurch NZ -43.53 172.64; Dunedin NZ -45.87 170.5",
  "Pacific/Fiji": "Suva FJ -18.14 178.44",
};

export interface City {
  readonly name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
}

export const cities: readonly City[] = Object.entries(byZone).flatMap(([timeZone, line]) =>
  line.split("; ").map((text): City => {
    const match = /^(.+) ([A-Z]{2}) (-?[\d.]+) (-?[\d.]+)$/.exec(text);
    if (!match) throw new Error(`"${text}" is no city`);
    const [, name = "", country = "", latitude, longitude] = match;
    return { name, country, latitude: Number(latitude), longitude: Number(longitude), timeZone };
  }),
);
