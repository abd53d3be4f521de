import themes from "../../../themes/so.json";
import { counted, type Words } from ".";

/**
 * Somali in the Latin script, common (Banaadir and northern) words; "aad" to everybody, since
 * Somali is polite by wording, not by person. Lead: "masuul"; hub: "urur"; buddy: "qofka warkaaga
 * haya" (who has your news); shift: "wareeg"; record: "qoraal"; note: "xusuusqor". Words that
 * Somalis in England say in English (app, Wi-Fi, GP, Jobcentre, flat) stay. The sides of a street
 * are named by their first numbers, as "odd" and "even" are school words. The text messages and
 * "Flat 3" stay English: they are read by others in England, or stand on the door. A counted noun
 * keeps one form after a numeral, so `one` and `other` are often alike.
 */
export const so: Words = {
  common: {
    name: "Doorstep",
    back: "Dib u noqo",
    close: "Xir",
    undo: "Ka noqo",
    save: "Kaydi",
    yes: "Haa",
    no: "Maya",
    notSure: "Ma hubo",
    language: "Luqadda",
    toHandIn: (n) => counted("so", n, { one: "# aan la gudbin", other: "# aan la gudbin" }),
    allHandedIn: "Dhammaan waa la gudbiyay",
    lastHandedIn: (time) => `markii u dambaysay: ${time}`,
    handIn: "Hadda gudbi",
    receipt: (arrived, written) => `Waa la helay ${arrived} ka mid ah ${written}`,
    notices: {
      storage_may_go:
        "Marka taleefankaagu buuxsamo, wuu tirtiri karaa kaydka app-kan. App-ka ku dar shaashadda hore si aan shaqadaadu u lumin.",
      storage_full:
        "Taleefankaagu waa buuxaa. Wax cusub lama kaydin karo. Tirtir sawir ama muuqaal, ka dibna isku day mar kale.",
      storage_restored: "Taleefankani wuu tirtiray kaydkii app-ka. Wax walba weli halkan way joogeen, mar kalena waa la kaydiyay. Fadlan dhowaan gudbi.",
      storage_gone:
        "Taleefankani wuu tirtiray kaydkii app-ka. Wixii aan la gudbin hadda kuma jiraan taleefankan. Hadda u sheeg masuulkaaga.",
      clock_off:
        "Saacadda taleefankani way khaldan tahay. Fadlan ka dhig mid iskeed isu saxda. Qoraalladaadu way kaydsan yihiin, masuulkaaguna wuu hubin doonaa maalintooda.",
      another_tab: "App-ku wuxuu ka furan yahay tab kale. Tan xir, oo halkaas ka sii wad.",
      not_secure:
        "Cinwaankani ammaan ma aha (https ma laha), sidaas darteed app-ku halkan kuma shaqeeyo shabakad la'aan. Tababar keliya u isticmaal.",
      list_recalled:
        "Ururkaagu wuu la noqday liis albaabbo ah. Albaabbadiisu hadda kuma jiraan taleefankan. Wixii aad qortay way kaydsan yihiin.",
      list_expired:
        "Waqtigii liis albaabbo ah waa dhammaaday, sidaas darteed albaabbadiisu kuma jiraan taleefankan. Wixii aad qortay way kaydsan yihiin.",
      list_returned: "Liis albaabbo ah ayaa la celiyay. Wixii aad qortay way kaydsan yihiin.",
      lease_over: "Waqtigii liiskan waa dhammaaday. Waad sii wadi kartaa; masuulkaaga ayaa eegi doona waxa aad qorto.",
      record_held: "Masuulkaaga ayaa eegi doona mid ka mid ah qoraalladaada. Adiga waxba lagaama rabo.",
      record_rejected:
        "Server-ku wuu qaadan waayay mid ka mid ah qoraalladaada. Taleefankan ayuu ku sii jirayaa. Fadlan tus masuulkaaga.",
      session_over:
        "Gelitaanka taleefankan waa la xiray. Qoraalladaadu halkan way ku kaydsan yihiin. Masuulkaaga weydii koodh cusub.",
      app_too_old:
        "App-kani aad buu u duug yahay, liisas ma soo qaadan karo. Gudbintu weli way shaqaynaysaa. Internet ku xir si loo cusboonaysiiyo.",
      new_install:
        "App-kan waxaa laga soo koobiyeeyay taleefan kale. Masuulkaaga weydii koodh cusub ka hor intaadan bixin.",
      unsent_for_a_day:
        "Qoraallo ayaa sugayay in ka badan hal maalin. Gudbi, ama fayl ugu kaydi masuulkaaga.",
      update_ready: "App-kan mid ka cusub ayaa diyaar ah.",
    },
    troubles: {
      code_unreadable: "Koodhkan lama akhrin karo. Mar kale kamarada ku qabo, ama masuulkaaga weydii mid cusub.",
      code_used: "Koodhkan hore ayaa loo isticmaalay. Koodh kasta hal mar ayuu shaqeeyaa. Masuulkaaga weydii mid cusub.",
      code_expired: "Koodhkani wuu dhacay. Masuulkaaga weydii mid cusub.",
      no_signal: "Xiriir ma jiro. Waxba kama lumin taleefankan.",
      not_our_server:
        "Jawaabtani kama iman server-keenna. Waxaa laga yaabaa inaad ku jirto Wi-Fi raba in marka hore la galo. Waxba ma lumin.",
      server_trouble: "Server-ka cilad baa haysata. Waxba kama lumin taleefankan. App-ka ayaa iskiis mar kale isku dayaya.",
      storage_full: "Tan lama kaydin karin: taleefankaagu waa buuxaa. Tirtir sawir ama muuqaal, ka dibna mar kale taabo.",
      storage_denied:
        "Browser-kani uma oggola app-ka inuu wax kaydiyo. Ka bax habka gaarka ah (private), ama boggan u oggolow inuu wax kaydiyo.",
      another_tab: "App-ku wuxuu ka furan yahay tab kale. Halkaas ka sii wad.",
      nothing_said: "Dooro hal shay oo la sheegay, ama qor xusuusqor. Ka dibna kaydi.",
      no_voice: "Marka hore sheeg cidda hadashay. Ka dibna kaydi.",
      not_secure: "Tani waxay u baahan tahay cinwaan ammaan ah (https). Masuulkaaga weydii linkiga saxda ah.",
      no_key: "Ururkaagu weli ma qaadan karo xogta xiriirka. Masuulkaaga weydii.",
      unexpected: "Wax baa qaldamay. Wixii aad hore u kaydisay waxba kuma dhicin.",
    },
  },

  enrol: {
    welcome: "Ku soo dhawow Doorstep",
    what: "App-kani wuxuu kaa caawinayaa inaad deriska ku dhegaysato albaabbadooda. Shabakad la'aan ayuu ku shaqeeyaa.",
    step: (n, of) => `Tallaabada ${n} ee ${of}`,
    chooseLanguage: "Dooro luqaddaada",
    goOn: "Sii wad",

    code: {
      title: "Koodhkaaga",
      ask: "Masuulkaaga weydii koodh. Ku qabo kamarada taleefankaaga, ama halkan ku qor.",
      field: "Koodh ama link",
      paste: "Ku dheji",
      use: "Isticmaal koodhkan",
      working: "Koodhka waa la hubinayaa",
      again: "Isku day mar kale",
      other: "Geli koodh kale",
      then: {
        no_signal: "Tag meel shabakad leh. Ka dibna taabo “Isku day mar kale”. Koodhku toban daqiiqo ayuu shaqeeyaa.",
        not_our_server: "Fur bogga laga galo Wi-Fi-ga, ama dami Wi-Fi-ga. Ka dibna taabo “Isku day mar kale”.",
        server_trouble: "Hal daqiiqo sug. Ka dibna taabo “Isku day mar kale”.",
        storage_denied: "Linkiga ku fur browser-ka caadiga ah. Ka dibna taabo “Isku day mar kale”.",
        new_code: "Masuulkaagu dhawr ilbiriqsi ayuu ku samayn karaa koodh cusub.",
      },
      practise: "Koodh la'aan tababaro",
    },

    principles: {
      title: "Sida aan u shaqayno",
      lead: "Siddeed ballan. Qof kasta oo baxa ayaa gala.",
      list: {
        who: {
          short: "Sheeg cidda aan nahay",
          more: "Sheeg magacaaga iyo magaca kooxdeenna. Sheeg sababta aad u timid.",
        },
        listen: { short: "Marka hore dhegayso", more: "Waxba ma iibinno, lacag ma ururinno, codna ma weydiisanno." },
        outside: { short: "Guriga ha gelin", more: "Dibadda joog, xataa haddii lagu yiraahdo soo gal." },
        promise: { short: "Waxba ha ballan qaadin", more: "Sheeg waxa aad taqaan oo keliya. Ha oran wax baa dhici doona." },
        respect: {
          short: "Maya waa maya",
          more: "Isla markiiba iska soco. Ha garaacin albaab ay ku taal calaamad leh “ha garaacin”.",
        },
        notes: {
          short: "Qofna ha qorin",
          more: "Qor waxa la yiri. Ha qorin magacyo, lambarro, cudurro ama wax kasta oo muujinaya qofka uu ahaa.",
        },
        pairs: { short: "Laba-laba u baxa", more: "Had iyo jeer qof baa og meesha aad joogto iyo goorta aad soo noqonayso." },
        help: {
          short: "Caawimo weydiiso",
          more: "Haddii aad ammaan dareemi weydo, ka tag. Sabab uma baahnid. Haddii khatar jirto, wac 999.",
        },
      },
      private: "Waxa aad maqasho kooxda ayuu ku ekaanayaa. Lagagama sheekaysto makhaayadda ama internetka.",
      accept: "Sidaas ayaan yeelayaa",
    },

    practice: {
      title: "Waad ku biirtay",
      hello: (name, hub) => `Salaan, ${name}. Waxaad la shaqaynaysaa ${hub}.`,
      pretend: "Guriga ku tababaro",
      why: "Toban albaab oo tijaabo ah. Waxa aad halkaas ku samayso lama gudbiyo. Jooji markaad rabto.",
      start: "Hadda tababaro",
      stop: "Jooji tababarka",
      running: "Waad tababaranaysaa. Waxba lama gudbinayo.",
      toDoors: "Tag albaabbada tijaabada",
      skip: "Tag liiskayga",
    },

    storage: {
      title: "Shaqadaydu ma ku badbaadaysaa taleefankan?",
      kept: "Haa. Taleefankani wuu hayaa shaqada app-ka ilaa laga gudbiyo.",
      notKept:
        "Ku dhawaad. Marka taleefankani aad u buuxsamo, wuu tirtiri karaa shaqada app-ka. App-ka ku dar shaashadda hore, meel bannaanna u reeb.",
      unknown: "Taleefanku weli ma sheegin.",
      how: "Si aad app-ka ugu darto: fur menu-ga browser-ka oo dooro “Add to Home screen” (ku dar shaashadda hore) ama “Install” (ku rakib).",
    },

    readAloud: "Kor u akhri",
    stopReading: "Jooji akhriska",
  },

  walk: {
    today: "Maanta",
    hello: (name) => `Salaan, ${name}`,
    noLists:
      "Weli ma haysid liis albaabbo ah. Masuulkaaga ayaa mid ku siinaya wareegga ka hor. Taleefankan ayuu iskiis u imanayaa.",
    chooseLists: "Liisaskee ayaad maraysaa?",
    doorsLeft: (n) => counted("so", n, { one: "# albaab ayaa haray", other: "# albaab ayaa haray" }),
    doorsOf: (left, all) => `Albaabbada haray: ${left} ka mid ah ${all}`,
    noDoorsYet: "Halkan weli albaab lagama yaqaan. Ku dar intaad socoto.",
    minutes: (n) => counted("so", n, { one: "qiyaastii # daqiiqo", other: "qiyaastii # daqiiqo" }),
    leaseUntil: (time) => `Adigaa haysta ilaa ${time}`,
    leaseOver: "Waqtigii liiskan waa dhammaaday. Weli waad isticmaali kartaa.",
    meetAt: (place) => `Goobta kulanka: ${place}`,
    meetAtTime: (place, time) => `Goobta kulanka: ${place}, ${time}`,
    plannedAt: (time) => `Wareeg qorshaysan, ${time}`,
    planned: "Wareeg qorshaysan",
    yourBuddy: (name) => `Qofka warkaaga haya: ${name}`,
    noBuddy: "Cidna lama dooran",
    backBy: (time) => `Soo noqosho: ${time}`,
    howMany: "Immisa qof ayaad tihiin?",
    people: (n) => counted("so", n, { one: "# qof", other: "# qof" }),
    onePerson: "Inaad keligaa baxdo way ka adag tahay. Masuulkaaga weydii inuu kuu helo qof kula socda.",
    fewer: "Hal qof ka dhim",
    more: "Hal qof ku dar",
    whenBack: "Goorma ayaad soo noqonaysaan?",
    earlier: "15 daqiiqo ka hor",
    later: "15 daqiiqo ka dib",
    partner: "Yaa kula socda?",
    buddy: "Yaa hubinaya inaad soo noqoto?",
    start: "Bilow",
    startHint: "Haddii aadan waqtiga ku soo noqon, waxaan u sheegnaa qofka warkaaga haya.",
    running: "Wareeggu wuu socdaa",
    goOn: "Sii wad",
    goOnAt: (door) => `Ka sii wad ${door}`,
    endShift: "Dhammee wareegga",
    talkElsewhere: "Wadahadal meel kale ah",
    unfinished: (n) =>
      counted("so", n, { one: "# wadahadal oo aan la dhammayn", other: "# wadahadal oo aan la dhammayn" }),
    finishTalk: "Dhammee wadahadalka",
    practise: "Ku tababaro albaabbo tijaabo ah",
    practising: "Tani waa tababar. Albaabbadu waa tijaabo, waxbana lama gudbinayo.",
    stopPractice: "Jooji tababarka",
    settings: "Dejinta",
    seeList: "Liis",
    seeMap: "Khariidad",

    restingTitle: "Taleefankani wuu nasanayaa",
    resting:
      "Taleefankani toddobaad ayuusan la xiriirin server-ka, sidaas darteed albaabbada waa la qariyay. Wixii aad qortay halkan way ku kaydsan yihiin. Internet ku xir si aad u sii waddo.",
    revokedTitle: "Gelitaanka taleefankan waa la xiray",
    revoked:
      "Ururkaagu wuu xiray gelitaanka taleefankan. Albaabbadii hadda kuma jiraan. Wixii aad qortay ee aadan gudbin waa qufulan yihiin, ururkaagana waa u xiran yihiin.",
    newCode: "Koodh cusub ayaan hayaa",
    seeWaiting: "Eeg waxa aan la gudbin",
    starting: "Waa la diyaarinayaa",
    startFailed: "App-ku wuu bilaaban waayay. Xir oo mar kale fur. Wixii aad kaydisay waxba kuma dhicin.",
    tryAgainButton: "Isku day mar kale",

    safety: "Ammaanka",
    updateNow: "Hadda cusboonaysii",

    sides: { odd: "dhinaca 1, 3, 5…", even: "dhinaca 2, 4, 6…", left: "dhinaca bidix", right: "dhinaca midig" },
    progress: (n, total) => `${n}/${total}`,
    progressSpoken: (n, total) => `albaabka ${n} ee ${total}`,
    leftThisSide: (n) => counted("so", n, { one: "kan ugu dambeeya dhinacan", other: "# ayaa ka haray dhinacan" }),
    leftThisStreet: (n) => counted("so", n, { one: "kan ugu dambeeya waddadan", other: "# ayaa ka haray waddadan" }),
    noNumber: "Lambar ma leh",
    floor: (n) => (n === 0 ? "dabaqa hoose" : `dabaqa ${n}`),
    noFloor: "dabaqa lama yaqaan",
    neverTried: "weli lama iman",
    tried: (n, last) =>
      counted("so", n, { one: "hal mar ayaa la yimid", other: "# jeer ayaa la yimid" }) +
      (last === "" ? "" : n === 1 ? `, ${last}` : `, markii u dambaysay ${last}`),
    speaks: (language) => `Waxay ku hadlaan: ${language}`,
    comeBackAt: {
      morning: "Waxay codsadeen subaxda",
      midday: "Waxay codsadeen duhurka",
      afternoon: "Waxay codsadeen galabta",
      evening: "Waxay codsadeen fiidka",
    },
    noAnswer: "Cidna ma jawaabin",
    talked: "Waan wada hadalnay",
    goOnTalk: "Sii wad wadahadalka",
    comeBack: "Soo noqo…",
    other: "Wax kale…",
    recordedAt: (what, time) => `${what}, ${time}`,
    takeBack: "Ka noqo",
    saved: (door, what) => `${door}: ${what}`,
    savedMany: (n, what) => counted("so", n, { one: `# albaab: ${what}`, other: `# albaab: ${what}` }),
    before: (door) => `Albaabka ka horreeya: ${door}`,
    after: (door) => `Albaabka xiga: ${door}`,
    startFirst: "Marka hore bilow wareegga. Ka dibna albaabkan wax baad u qori kartaa.",
    toToday: "Ku noqo bilowga",
    doorGone: "Albaabkani hadda kuma jiro taleefankan.",

    comeBackTitle: "Goorma ayaa loo soo noqdaa?",
    bands: {
      morning: "Subax, 12 ka hor",
      midday: "Duhur, 12 ilaa 2",
      afternoon: "Galab, 2 ilaa 5",
      evening: "Fiid, 5 ka dib",
    },
    anyTime: "Ma sheegin",

    otherTitle: "Maxaa dhacay?",
    knocked: "Waan garaacay",
    notKnocked: "Ma garaacin",
    theySpeak: "Luqad aan wadaagno ma jirto. Waxay ku hadlaan:",
    anotherLanguage: "Luqad kale",
    noAnswerCard: "Cidna ma jawaabin, kaar ayaan uga tagay",
    thisDoor: "Albaabkan",
    outcomes: {
      no_answer: "Cidna ma jawaabin",
      come_back: "Soo noqo",
      declined: "Maya, mahadsanid",
      do_not_knock: "Mar kale ha garaacin",
      language_barrier: "Luqad ma wadaagno",
      child_only: "Ilmo keliya ayaa joogay",
      listened: "Waan wada hadalnay",
      left_safely: "Ammaan ma ahayn: waan tagay",
      sticker_skip: "Calaamad: ha garaacin",
      no_access: "Lama geli karo",
      empty: "Cidna kuma noola",
      not_a_home: "Guri ma aha",
      unsafe_to_knock: "Ammaan uma eka",
      out_of_time: "Waqti ma harin",
    },

    list: "Liis",
    marks: {
      todo: "haray",
      return: "soo noqo",
      no_answer: "cidna ma jawaabin",
      talked: "waan wada hadalnay",
      begun: "aan la dhammayn",
      closed: "dhammaaday",
    },
    doorless: "Albaab la yaqaan ma jiro: ku dar intaad socoto.",
    addDoorIn: (street) => `Albaab ku dar: ${street}`,
    stretch: (street, side) => `${street}, ${side}`,
    nextDoor: "Albaabka xiga",

    listDone: "Albaab kasta oo liiskan ku jira waad tagtay",
    tryAgain: "Haddii waqti jiro, kuwan mar kale isku day:",
    noneAgain: "Maanta ma jiro albaab mar kale la isku dayo.",

    addDoor: "Albaab ku dar dhinaca",
    newDoor: "Albaab ku dar",
    newDoorIn: (street) => `Albaab ku dar: ${street}`,
    mendDoor: "Beddel lambar ama magac",
    number: "Lambarka guriga",
    label: "Magaca flat-ka ama guriga",
    labelHint: "Tusaale: Flat 3. Marnaba ha qorin magac qof.",
    building: "Magaca dhismaha",
    buildingHint: "Waad ka tagi kartaa iyadoo madhan.",
    floorField: "Dabaq",
    moreFields: "Waa flat, ama magac ayuu leeyahay",
    saveDoor: "Kaydi albaabka",
    saveAndNextNumber: "Kaydi oo mid kale ku dar",
    needsName: "Qor lambar ama magac. Ka dibna kaydi.",
    notAHome: "Kani guri ma aha",
    doorSaved: (door) => `Waa lagu daray: ${door}.`,

    flatsOf: (building) => `Guryaha: ${building}`,
    seeFlats: "Eeg guryaha oo dhan",
    makeFlatsHere: "Halkan guryo ku dar",
    makeFlats: "Guryo ku dar",
    howManyFloors: "Immisa dabaq?",
    flatsPerFloor: "Immisa guri ayaa dabaq kasta ku yaal?",
    firstFlat: "Lambarka guriga ugu horreeya",
    flatsSum: (n, first, last) =>
      n === 1
        ? `Hal albaab ayaa lagu darayaa: Flat ${first}.`
        : `${n} albaab ayaa lagu darayaa: Flat ${first} ilaa Flat ${last}.`,
    makeThem: (n) => counted("so", n, { one: "# guri ku dar", other: "# guri ku dar" }),
    oneLess: "Mid ka dhim",
    oneMore: "Mid ku dar",
    noAnswerFloor: (n) =>
      counted("so", n, {
        one: "Cidna kama jawaabin # albaab ee haray",
        other: "Cidna kama jawaabin # albaab ee haray",
      }),
    floorDone: "Dabaqan waa la dhammeeyay.",

    map: "Khariidad",
    mapOf: (list) => `Khariidadda ${list}`,
    mapLoading: "Khariidadda waa la furayaa",
    mapMissing: "Taleefankani khariidadda ma tusi karo. Waa kan liiskii.",
    mapNotYet: "Khariidaddu weli kuma jirto taleefankan. Hal mar fur adigoo xiriir leh. Waa kan liiskii.",
    mapAlt: "Khariidadda wareegga. Liiska waxaa ku jira isla albaabbadaas.",
    closer: "Soo dhowee",
    wider: "Ka fogee",
    wholeWalk: "Tus wareegga oo dhan",
    openDoor: (door) => `Fur ${door}`,
    mapKey: "Macnaha calaamadaha",
    credit: "© Ka-qaybgalayaasha OpenStreetMap",
  },

  listen: {
    title: "Waxa la yiri",
    at: (place) => `Goobta: ${place}`,
    gone: "Wadahadalkan waa la kaydiyay.",
    toDoors: "Ku noqo albaabbada",

    voices: {
      question: "Tani ma markii ugu horreysay ee mid naga mid ah ku dhegaysto?",
      person: (n) => `Qofka ${n}`,
      more: "Hal qof oo kale",
      count: (n) => counted("so", n, { one: "# qof ayaa hadlay", other: "# qof ayaa hadlay" }),
      most: "Ugu badnaan afar qof. Haddii ay ka badan yihiin waa koox: u sheeg masuulkaaga.",
    },

    said: {
      title: "Maxay yiraahdeen?",
      love: "Waxay jecel yihiin",
      concern: "Waxay ka walaacsan yihiin",
      idea: "Fikrad bay u hayaan",
      offer: "Waxay bixin karaan",
      all: "Dhammaan mawduucyada",
      fewer: "Mawduucyo ka yar",
      search: "Raadi mawduuc",
      nothing: "Mawduuc magacan leh ma jiro. Dooro “Wax kale”.",
      chosen: (themes) => `La doortay: ${themes}`,
    },

    offers: {
      question: "Maxay bixin karaan?",
      time: "Waqti",
      skill: "Xirfad",
      space: "Goob",
      things: "Alaab",
      other: "Wax kale",
    },

    themes,

    interest: {
      question: "Immisa qof ayaa raba inay ka qaybqaataan?",
      none: "Cidna",
    },

    spoken: {
      question: "Luqaddee ayaad ku hadasheen?",
      none: "Lama sheegin",
    },

    note: {
      title: "Xusuusqor",
      hint: "Qor waxa la yiri, luqad kasta ha ahaato. Ama taabo makarafoonka kiiboodhka oo hadal. Magacyo iyo lambarro ha qorin.",
      quote: "Way oggolaadeen inaan hadalkooda soo xigan karno",
      left: (n) => counted("so", n, { one: "# xaraf ayaa haray", other: "# xaraf ayaa haray" }),
    },

    guard: {
      warning: "Tani waxay muujin kartaa qofka uu ahaa:",
      kinds: {
        name: "magaca qof",
        number: "lambar taleefan ama lambar kale",
        email: "cinwaan iimayl",
        postcode: "postcode",
        house: "lambar guri ama flat",
        web: "magac internet",
        birth: "taariikhda dhalashada",
      },
      takeOut: "Ka saar",
      keep: "Daa, cidna ma muujinayo",
      onSave: "Haddii aadan waxba samayn, waa la saarayaa marka aad kaydiso.",
      done: "Waa la saaray. Mar kale ka eeg magacyo.",
      contact: "Si loola sii xiriiro, isticmaal “La sii xiriir” ee hoose. Halkaas lambarka waa lagu qufulaa.",
    },

    keepInTouch: "La sii xiriir",
    keepInTouchWhy: "Haddii ay codsadaan oo keliya",
    saveNext: "Kaydi, albaabka xiga",
    saveBack: "Kaydi",
    later: "Mar dambe dhammee",
    laterWhy: "Wax walba way kaydsan yihiin. Albaabku dhibic ayuu leeyahay ilaa aad dhammayso.",

    contact: {
      title: "La sii xiriir",
      onlyAsked: "Haddii qofku codsaday oo keliya.",
      noKey: "Ururkaagu weli app-ka kuma qaadan karo xogta xiriirka. Taas beddelkeeda qofka sii kaarkeenna.",
      promiseTitle: "1. Tan kor u akhri, ama tus",
      promiseLanguage: "Luqadda ballanta",
      purposesTitle: "2. Maxaan samayn karnaa?",
      purposes: {
        follow_up: "Inaan kaaga jawaabno waxa aad sheegtay",
        invite: "Inaan kugu martiqaadno kulamo iyo munaasabado",
        news: "Inaan kuu soo dirno wararkeenna",
      },
      detailsTitle: "3. Sideen kuula soo xiriirnaa?",
      name: "Magac",
      phone: "Taleefan",
      email: "Iimayl",
      post: "Cinwaanka boostada",
      one: "Mid baa ku filan: taleefan, iimayl ama boosto.",
      consentTitle: "4. Qofku haa ayuu yiraahdaa",
      seal: "Quful",
      sealing: "Waa la qufulayaa",
      sealed: "Waa la qufulay. Hadda cidna kama akhrin karto taleefankan.",
      sealedMore:
        "Waxay ka furmaysaa khasnadda ururkaaga oo keliya. Haddii qofku go'aankiisa beddelo, u sheeg masuulkaaga.",
      another: "Hal qof oo kale",
      missing: {
        purpose: "Dooro ugu yaraan hal shay oo aan samayn karno.",
        name: "Qor magac.",
        reach: "Qor lambar taleefan, iimayl ama cinwaan boosto.",
        consent: "Marka hore qofku waa inuu haa yiraahdo.",
      },
      promise: {
        keep: (hub) =>
          `${hub} ayaa magacaaga iyo sida laguula soo xiriiro ku haya meel qufulan. Waxaa loo hayaa si ka gooni ah wixii aad noo sheegtay.`,
        use: "Waxaan u isticmaalnaa oo keliya waxa aad halkan ka doorato. Ma iibinno, cidnana ma siinno.",
        stop: "Goor kasta noo sheeg inaan joojinno, markaas waan tirtiraynaa. Haddii aan lix bilood waxba maqli weyno, markaasna waa la tirtirayaa.",
        complain:
          "Waad na weydiin kartaa xogta aan kaa hayno. Cabasho waad noo keeni kartaa, ama waxaad u geyn kartaa Komishanka Macluumaadka (Information Commissioner, ico.org.uk).",
        yes: "Haa, xogtayda waad u hayn kartaan arrintan.",
      },
    },
  },

  safety: {
    title: "Ammaanka",
    noShift: "Wareeg ma socdo, sidaas darteed hadda cidna ma ilaalinayso waqtiga. Marka hore bilow wareeg.",
    notPolice: "Doorstep booliska uma yeero. Haddii khatar jirto, adigu wac 999.",
    practice: "Tani waa tababar. Cidna looma sheegayo.",

    watch: {
      buddy: (name) => `Qofka waqtigaaga ilaaliya: ${name}.`,
      noBuddy: "Lama sheegin qof warkaaga haya. Qof u sheeg goorta aad soo noqonayso.",
      back: (time) => `Soo noqosho: ${time}`,
      late: (time) => `Waxaad damacsanayd inaad soo noqoto ${time}.`,
      later: "15 daqiiqo ka dib",
      sooner: "15 daqiiqo ka hor",
      what: "Toban daqiiqo ka dib waqtigaas, app-ka ayaa ku weydiinaya sidaad tahay. Toban daqiiqo kale ka dib waxaa loo sheegayaa qofka warkaaga haya. Ka dibna masuulkaaga, iyo waddadii ugu dambaysay ee aad joogtay.",
      street: "Waddada aad joogto",
      noStreet: "Lama sheegin",
      checkIn: "Waan nabad qabnaa",
      checkedIn: (time) => `${time} ayaad sheegtay inaad nabad qabto.`,
      saved: "Waa la kaydiyay. Isla marka shabakad la helo ayaa la gudbinayaa.",
    },

    help: {
      press: "Caawimo ayaan rabaa",
      quiet: "Cod ma leh. Isla markiiba waxaa la ogeysiinayaa qofka warkaaga haya iyo masuulkaaga, waxaana loo sheegayaa waddadii ugu dambaysay ee aad joogtay.",
      waiting: "Weli lama dirin: shabakad ma jirto. Wac, ama dir farriinta qoraalka ah ee hoose.",
      sent: "Codsigaaga caawimo waa la helay. Waxaa la ogeysiinayaa qofka warkaaga haya iyo masuulkaaga.",
      well: "Hadda waa nabad",
      wellDone: "Waa wanaag. Masuulkaaga waxaa loo sheegayaa inay nabad tahay.",
      codeWord: "Ereyga sirta waa la yiri",
      codeWordWhy:
        "Kooxdaadu waxay leedahay erey macnihiisu yahay “Caawimo ayaan rabaa”. Haddii aad maqasho ama tiraahdo, halkan taabo. Wuxuu la mid yahay “Caawimo ayaan rabaa”.",
    },

    call: {
      title: "Wac",
      emergency: "999 haddii khatar jirto",
      silent: "Haddii aadan hadli karin: taleefanka gacanta ka wac 999, sug, ka dibna riix 55.",
      uses: {
        buddy: "Qofka warkaaga haya",
        lead: "Masuulkaaga",
        safeguarding: "Masuulka badbaadinta (safeguarding)",
        other: "Kale",
      },
      none: "Ururkaagu weli lambarro ma bixin. Masuulkaaga weydii, taleefankaagana ku kaydi.",
    },

    sms: {
      title: "Farriin qoraal ah",
      why: "Internet la'aan ayay ku shaqaysaa. Waxay furmaysaa iyadoo diyaar u ah in la diro.",
      to: (name) => `Ku socota ${name}`,
      help: "HELP",
      late: "LATE",
      ok: "OK",
      helpLabel: "Caawimo ayaan rabaa",
      lateLabel: "Waan soo daahaynaa",
      okLabel: "Waan nabad qabnaa",
    },

    card: {
      title: "Waxa la sameeyo",
      unsafe: {
        title: "Ammaan ma dareemaysid",
        text: "Hadda ka tag, oo aad meel dad joogo. Sabab uma baahnid. Alaabtaada iska dhaaf. Haddii aad khatar ku jirto, wac 999.",
      },
      in: {
        title: "Qof baa ku leh soo gal",
        text: "Ha gelin. Waxaad tiraahdaa: “Mahadsanid, dibadda ayaan joogayaa. Waa xeerkeenna.”",
      },
      anger: {
        title: "Qof baa xanaaqsan",
        text: "Ha la murmin. Waxaad tiraahdaa: “Waan ka xumahay, hadda waan tagayaa.” Ka dibna tag. Albaabka u qor “Ammaan ma ahayn: waan tagay”.",
      },
      dog: {
        title: "Ey",
        text: "Ha furin albaabka deyrka. Meel istaag, ha ordin. Tartiib dib ugu soco. Farahaaga ha gelin daloolka boostada ee albaabka.",
      },
      child: {
        title: "Ilmo keligiis ah ayaa albaabka jooga",
        text: "Weydii qof weyn. Haddii uusan joogin, nabad gelyo dheh oo ka tag. Su'aalo ha weydiin. Haddii ilmuhu khatar ku jiro, wac 999.",
      },
      risk: {
        title: "Qof la dhibayo ama khatar ku jira",
        text: "Dhegayso. Ha ballan qaadin inaad sir ka dhigi doonto. App-ka ha ku qorin. Haddii ay hadda dhacayso, wac 999. Ka dibna maanta u sheeg masuulka badbaadinta (safeguarding).",
        tell: (name) => `Masuulka badbaadinta: ${name}`,
        nobody: "Ururkaagu halkan kuma sheegin masuulka badbaadinta. Maanta u sheeg masuulkaaga.",
      },
      upset: {
        title: "Wadahadal ayaa kugu adkaaday",
        text: "In yar naso. La hadal qofka kula socda. Maanta u sheeg masuulkaaga. Goor kasta waad dhammayn kartaa wareegga.",
      },
    },
  },

  finish: {
    end: {
      title: "Dhammee wareegga",
      unfinished: (n) => counted("so", n, { one: "# wadahadal lama dhammayn", other: "# wadahadal lama dhammayn" }),
      unfinishedWhy: "Hadda dhammee, ama ka tag. Wadahadalka aad ka tagto lama tiriyo.",
      finish: "Dhammee",
      leave: "Ka tag",
      left: "Waa laga tagay.",
      elsewhere: "Wadahadal meel kale ah",
      walked: "Liisaskee ayaa dhammaaday?",
      walkedWhy: "Liiska aan dhammaan qof kale ayaa la siinayaa.",
      doorsLeft: (n) => counted("so", n, { one: "# albaab ayaa haray", other: "# albaab ayaa haray" }),
      noDoorsLeft: "Albaab ma harin",
      press: "Dhammee wareegga",
      goOn: "Sii wad wareegga",
      noShift: "Wareeg ma socdo.",
    },

    done: {
      title: "Mahadsanid",
      thanks: "Waad ku mahadsan tahay inaad maanta dhegaysatay. Dadka waa la maqlay, waayo adigaa u tagay.",
      all: "Wax walba waa la gudbiyay. Taleefanka waad iska dhigi kartaa.",
      some: "Inta kale shabakad ayay sugaysaa. Taleefankan way ku kaydsan tahay, iskeed bayna u baxaysaa. App-ka hal mar fur marka aad guriga joogto.",
      back: "Ku noqo bilowga",
    },

    talks: {
      title: "Wadahadalladaada",
      none: "Markan wadahadal ma qorin. Garaacidduna way tirsan tahay: dadku way ogaanayaan inaan u nimaadno.",
      people: (n) => counted("so", n, { one: "Waxaad dhegaysatay # qof.", other: "Waxaad dhegaysatay # qof." }),
      love: (themes) => `Waxay jecel yihiin: ${themes}.`,
      concern: (themes) => `Waxay ka walaacsan yihiin: ${themes}.`,
      idea: (themes) => `Fikrado bay u hayaan: ${themes}.`,
      offer: (themes) => `Wax bay u bixin karaan: ${themes}.`,
      interest: (n) =>
        counted("so", n, { one: "# qof ayaa raba inuu ka qaybqaato.", other: "# qof ayaa raba inay ka qaybqaataan." }),
      correct: "Wax ka sax",
      one: (n) => `Wadahadalka ${n}`,
      noted: "Xusuusqor ayaad qortay.",
    },

    reflect: {
      title: "Saddex su'aalood",
      why: "Waxaa loogu talagalay adiga iyo masuulkaaga. Ka jawaab inta aad rabto. Magacyo ha qorin.",
      wentWell: "Maxaa si fiican u dhacay?",
      wasHard: "Maxaa adkaa?",
      nextTime: "Maxaad samayn doontaa marka xigta?",
      save: "Kaydi jawaabahayga",
      saved: "Waa la kaydiyay. Mahadsanid.",
    },

    waiting: {
      title: "Aan la gudbin",
      none: "Waxba ma sugayaan. Dhammaan waa la gudbiyay.",
      count: (n) =>
        counted("so", n, { one: "# qoraal ayaa taleefankan ku sugaya.", other: "# qoraal ayaa taleefankan ku sugaya." }),
      safe: "Halkan way ku kaydsan tahay. Iskeed bay u baxaysaa marka shabakad la helo.",
      last: (time) => `Markii u dambaysay ee la gudbiyay: ${time}`,
      never: "Weli waxba lagama gudbin taleefankan.",
      oldest: (time) => `Kan ugu horreeyay wuxuu sugayay tan iyo ${time}.`,
      busy: "Waa la gudbinayaa",
      troubles: {
        no_signal: "Hadda shabakad ma jirto. Mar dambe ayay iskeed u baxaysaa.",
        not_our_server: "Wi-Fi-gani wuxuu rabaa in marka hore la galo. Fur boggiisa, ama dami Wi-Fi-ga.",
        server_trouble: "Server-ka cilad baa haysata. App-ka ayaa iskiis mar kale isku dayaya.",
        busy: "Server-ku aad buu u mashquulsan yahay. App-ka ayaa iskiis mar kale isku dayaya.",
        too_old: "App-kani aad buu u duug yahay. Internet ku xir, app-ka xir oo mar kale fur.",
        signed_out:
          "Gelitaanka taleefankan waa la xiray. Masuulkaaga weydii koodh cusub. Shaqadaadu halkan way ku kaydsan tahay.",
      },
      held: (n) =>
        counted("so", n, {
          one: "# qoraal waa la helay, masuulkaaga ayaana eegi doona.",
          other: "# qoraal waa la helay, masuulkaaga ayaana eegi doona.",
        }),
      rejected: (n) =>
        counted("so", n, {
          one: "# qoraal lama qaadan karin. Taleefankan ayuu ku sii jirayaa. Tus masuulkaaga.",
          other: "# qoraal lama qaadan karin. Taleefankan ayay ku sii jirayaan. Tus masuulkaaga.",
        }),
      file: "Fayl ku kaydi shaqada aan la dirin",
      fileWhen:
        "Haddii gudbintu shaqayn weydo, shaqadaada fayl ku kaydi, faylkana sii masuulkaaga. Ururkaaga oo keliya ayaa furi kara.",
      fileSaved: (name) => `Waxaa loo kaydiyay ${name}. Sii masuulkaaga. Shaqadaadu halkanna way ku sii jirtaa.`,
      fileMaking: "Faylka waa la samaynayaa",
    },

    revoked: {
      title: "Gelitaanka taleefankan waa la xiray",
      what: "Ururkaagu wuu xiray gelitaanka taleefankan. Albaabbadii hadda kuma jiraan.",
      sealed: "Wixii aadan gudbin waa qufulan yihiin. Cidna kama akhrin karto taleefankan. Ururkaaga oo keliya ayaa furi kara.",
      handIn: "Taabo “Hadda gudbi” si aad u dirto iyadoo qufulan. Ama fayl ugu kaydi masuulkaaga.",
      done: "Halkan waxba ma sugayaan. App-ka waad ka saari kartaa taleefankan.",
      again: "Si aad mar kale u baxdo, masuulkaaga weydii koodh cusub.",
    },
  },

  settings: {
    title: "Dejinta",
    language: "Luqadda",
    change: "Beddel luqadda",
    easy: "Ingiriisi fudud",
    help: "Caawimo iyo tababar",
    principles: "Sida aan u shaqayno",
    about: {
      title: "Ku saabsan app-kan",
      what: "Doorstep wuxuu deriska ka caawiyaa inay deriska dhegaystaan. Waxa dadku yiraahdaan waxay kooxda u tagaan tirooyin iyo qoraallo gaaban oo aan magacyo lahayn.",
      phone: "App-ku marka hore taleefankaaga ayuu wax ku kaydiyaa. Wuu gudbiyaa marka shabakad jirto. Data aad u yar ayuu isticmaalaa.",
      where: "Lama socdo meesha aad joogto. Wuxuu yaqaan oo keliya waddada aad u sheegto.",
      reads: "Cid aan kooxdaada ahayn ma akhrido xusuusqorrada. Kooxdaadu xusuusqor kasta way eegtaa ka hor inta uusan qof kale wax ka arkin.",
      trackers: "Xayaysiis ma leh. Cid kale looma sheego inaad isticmaasho.",
      leaving: "Goor kasta waad joojin kartaa. U sheeg masuulkaaga, markaas masuulku wuu xirayaa gelitaanka taleefankan.",
      version: (text) => `Nooca ${text}`,
    },
    card: {
      title: "Kaarka albaabka",
      open: "Kaar tus qofka deggan",
      forResident: "Qofka guriga deggan",
      forYou: "Waxa aad tiraahdo",
      theirLanguage: "Luqadda kaarka",
      inEnglish: "Af Ingiriisi",
      hello: (hub) => `Waan ku salaamaynaa. Waxaan ka nimid ${hub}.`,
      who: "Waxaan nahay deris iyo mutadawaciin. Waxba ma iibinno, lacag iyo cod midna ma weydiisanno.",
      why: "Waxaan dadka weydiinnaa waxa ay meeshan ka jecel yihiin, waxa ay ka walaacsan yihiin, iyo waxa la samayn karo.",
      privacy:
        "Magacyo ma qorno. Ugu badnaan toddobaad ka dib, cidna ma sii ogaan karto albaab kasta waxa laga yiri. Dadka kale waxay arkaan oo keliya waxa dad badani yiraahdeen, oo la isku daray.",
      choice: "Maya waad oran kartaa. Goor kasta waad joojin kartaa. Noo sheeg haddii ay tahay inaannan mar kale garaacin.",
      after: "Na weydii cinwaankeenna. Halkaas ayaad su'aalo ka weydiin kartaa ama cabasho u keeni kartaa.",
      say: {
        title: "Erayo lagu bilaabo",
        greeting: { name: "Salaan", text: "Waan ku salaamayaa. Raalli ahow haddii aan ku dhibay." },
        who: {
          name: "Cidda aan nahay",
          text: (name, hub) => `Magacaygu waa ${name}. Waxaan mutadawac u ahay ${hub}.`,
        },
        why: {
          name: "Sababta",
          text: "Waxaan dadka waddadan weydiinaynaa waxa ay ka jecel yihiin ku noolaanshaha halkan, iyo waxa ay ka walaacsan yihiin. Daqiiqad ma haysaa?",
        },
        goodbye: { name: "Sagootin", text: "Waad ku mahadsan tahay inaad ila hadashay. Nabadgelyo." },
      },
    },
  },
};
