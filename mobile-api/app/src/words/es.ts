import themes from "../../../themes/es.json";
import { counted, type Words } from ".";

/**
 * Spanish, neutral between Spain and Latin America, "usted" to everybody. Lead: "responsable"
 * (any gender); hub: "organización"; buddy: "persona de apoyo"; shift: "salida". The text messages
 * and "Flat 3" stay English: they are read by others in England, or stand on the door.
 */
export const es: Words = {
  common: {
    name: "Doorstep",
    back: "Atrás",
    close: "Cerrar",
    undo: "Deshacer",
    save: "Guardar",
    yes: "Sí",
    no: "No",
    notSure: "No lo sé",
    language: "Idioma",
    toHandIn: (n) => counted("es", n, { one: "# por entregar", many: "# por entregar", other: "# por entregar" }),
    allHandedIn: "Todo entregado",
    lastHandedIn: (time) => `última entrega: ${time}`,
    handIn: "Entregar ahora",
    receipt: (arrived, written) => `Recibidos: ${arrived} de ${written}`,
    notices: {
      storage_may_go:
        "Cuando el teléfono está lleno, puede borrar lo que guarda esta aplicación. Añada la aplicación a la pantalla de inicio para proteger su trabajo.",
      storage_full: "El teléfono está lleno. No se puede guardar nada nuevo. Borre una foto o un vídeo y pruebe otra vez.",
      storage_restored: "Este teléfono borró lo que guardaba la aplicación. Todo seguía aquí y se ha guardado de nuevo. Por favor, entréguelo pronto.",
      storage_gone:
        "Este teléfono borró lo que guardaba la aplicación. Lo que no se había entregado ya no está en este teléfono. Avise ahora a su responsable.",
      clock_off:
        "La hora de este teléfono no es correcta. Por favor, póngala en automático. Sus registros se conservan, y su responsable comprobará de qué día son.",
      another_tab: "La aplicación está abierta en otra pestaña. Cierre esta y siga en la otra.",
      not_secure:
        "Esta dirección no es segura (no tiene https), así que aquí la aplicación no funciona sin señal. Úsela solo para practicar.",
      list_recalled:
        "Su organización retiró una lista de puertas. Esas puertas ya no están en este teléfono. Lo que usted anotó está a salvo.",
      list_expired:
        "El tiempo de una lista terminó, y sus puertas ya no están en este teléfono. Lo que usted anotó está a salvo.",
      list_returned: "Se devolvió una lista de puertas. Lo que usted anotó está a salvo.",
      lease_over: "El tiempo de esta lista terminó. Puede seguir; su responsable revisará lo que usted anote.",
      record_held: "Su responsable revisará uno de sus registros. Usted no tiene que hacer nada.",
      record_rejected:
        "El servidor no pudo aceptar uno de sus registros. Sigue en este teléfono. Por favor, enséñeselo a su responsable.",
      session_over:
        "Se cerró la sesión de este teléfono. Sus registros están a salvo aquí. Pida un código nuevo a su responsable.",
      app_too_old:
        "Esta aplicación es demasiado antigua para recibir listas. Entregar sí funciona. Conéctese a internet para actualizarla.",
      new_install: "Esta aplicación se copió de otro teléfono. Pida un código nuevo a su responsable antes de salir.",
      unsent_for_a_day:
        "Algunos registros esperan desde hace más de un día. Entréguelos, o guárdelos en un archivo para su responsable.",
      update_ready: "Hay una versión más nueva de esta aplicación.",
    },
    troubles: {
      code_unreadable: "No se puede leer este código. Escanéelo otra vez, o pida uno nuevo a su responsable.",
      code_used: "Este código ya se usó. Cada código sirve una sola vez. Pida uno nuevo a su responsable.",
      code_expired: "Este código ya caducó. Pida uno nuevo a su responsable.",
      no_signal: "No hay conexión. No se ha perdido nada de este teléfono.",
      not_our_server:
        "Esta respuesta no es de nuestro servidor. Quizá está en una red Wi-Fi que primero pide entrar con una página. No se ha perdido nada.",
      server_trouble:
        "El servidor tiene un problema. No se ha perdido nada de este teléfono. La aplicación volverá a probar sola.",
      storage_full:
        "No se pudo guardar: el teléfono está lleno. Borre una foto o un vídeo, y pulse otra vez.",
      storage_denied:
        "Este navegador no deja que la aplicación guarde nada. Salga de la navegación privada, o permita guardar datos de esta página.",
      another_tab: "La aplicación está abierta en otra pestaña. Siga en esa.",
      nothing_said: "Elija una cosa que se dijo, o escriba una nota. Después, guarde.",
      no_voice: "Indique primero quién habló. Después, guarde.",
      not_secure: "Para esto hace falta una dirección segura (https). Pida el enlace correcto a su responsable.",
      no_key: "Su organización todavía no puede recibir datos de contacto. Pregunte a su responsable.",
      unexpected: "Algo salió mal. Lo que guardó antes está a salvo.",
    },
  },

  enrol: {
    welcome: "Le damos la bienvenida a Doorstep",
    what: "Esta aplicación le ayuda a escuchar a la gente del barrio en la puerta de su casa. Funciona sin señal.",
    step: (n, of) => `Paso ${n} de ${of}`,
    chooseLanguage: "Elija su idioma",
    goOn: "Seguir",

    code: {
      title: "Su código",
      ask: "Pida un código a su responsable. Escanéelo con la cámara del teléfono, o escríbalo aquí.",
      field: "Código o enlace",
      paste: "Pegar",
      use: "Usar este código",
      working: "Comprobando el código",
      again: "Probar otra vez",
      other: "Poner otro código",
      then: {
        no_signal: "Vaya a un lugar con señal. Después pulse “Probar otra vez”. Un código vale diez minutos.",
        not_our_server:
          "Abra la página de acceso de la red Wi-Fi, o apague el Wi-Fi. Después pulse “Probar otra vez”.",
        server_trouble: "Espere un minuto. Después pulse “Probar otra vez”.",
        storage_denied: "Abra el enlace en el navegador normal. Después pulse “Probar otra vez”.",
        new_code: "Su responsable puede hacer un código nuevo en pocos segundos.",
      },
      practise: "Practicar sin código",
    },

    principles: {
      title: "Cómo lo hacemos",
      lead: "Ocho promesas. Las hacen todas las personas que salen.",
      list: {
        who: {
          short: "Decimos quiénes somos",
          more: "Diga su nombre y el nombre de nuestro grupo. Diga por qué está ahí.",
        },
        listen: { short: "Primero, escuchar", more: "No vendemos, no recogemos dinero y no pedimos votos." },
        outside: { short: "No entrar", more: "Quédese fuera, también cuando le inviten a entrar." },
        promise: { short: "No prometer", more: "Diga solo lo que sabe. No diga que algo va a pasar." },
        respect: {
          short: "Un no es un no",
          more: "Siga su camino enseguida. No llame a la puerta donde un cartel pida que no se llame.",
        },
        notes: {
          short: "Notas sin personas",
          more: "Escriba lo que se dijo. No escriba nombres, números, enfermedades ni nada que muestre quién era.",
        },
        pairs: { short: "Ir de dos en dos", more: "Siempre hay alguien que sabe dónde está usted y cuándo va a volver." },
        help: {
          short: "Pedir ayuda",
          more: "Si no se siente a salvo, váyase. No hace falta un motivo. Si hay peligro, llame al 999.",
        },
      },
      private: "Lo que usted oye se queda en el grupo. Nunca se comenta en el bar ni en internet.",
      accept: "Así lo haré",
    },

    practice: {
      title: "Ya está todo listo",
      hello: (name, hub) => `Hola, ${name}. Está con ${hub}.`,
      pretend: "Practicar en casa",
      why: "Diez puertas de mentira. Nada de lo que haga ahí se entrega. Pare cuando quiera.",
      start: "Practicar ahora",
      stop: "Dejar de practicar",
      running: "Está practicando. No se entrega nada.",
      toDoors: "Ir a las puertas",
      skip: "Ir a mi lista",
    },

    storage: {
      title: "¿Está a salvo mi trabajo en este teléfono?",
      kept: "Sí. Este teléfono conserva el trabajo de la aplicación hasta que se entrega.",
      notKept:
        "Casi. Si este teléfono se llena mucho, puede borrar el trabajo de la aplicación. Añada la aplicación a la pantalla de inicio y deje algo de espacio libre.",
      unknown: "El teléfono todavía no lo ha dicho.",
      how: "Para añadir la aplicación, abra el menú del navegador y elija “Añadir a pantalla de inicio” (“Add to Home screen”) o “Instalar” (“Install”).",
    },

    readAloud: "Leer en voz alta",
    stopReading: "Parar de leer",
  },

  walk: {
    today: "Hoy",
    hello: (name) => `Hola, ${name}`,
    noLists:
      "Todavía no tiene ninguna lista de puertas. Su responsable le da una antes de la salida. Llega sola a este teléfono.",
    chooseLists: "¿Qué listas va a recorrer?",
    doorsLeft: (n) => counted("es", n, { one: "Queda # puerta", many: "Quedan # de puertas", other: "Quedan # puertas" }),
    doorsOf: (left, all) => `Puertas que quedan: ${left} de ${all}`,
    noDoorsYet: "Aquí aún no se conoce ninguna puerta. Añádalas por el camino.",
    minutes: (n) => counted("es", n, { one: "# minuto más o menos", many: "unos # de minutos", other: "unos # minutos" }),
    leaseUntil: (time) => `Es suya hasta: ${time}`,
    leaseOver: "El tiempo de esta lista terminó. Aún puede usarla.",
    meetAt: (place) => `Punto de encuentro: ${place}`,
    meetAtTime: (place, time) => `Punto de encuentro: ${place}, ${time}`,
    plannedAt: (time) => `Salida prevista, ${time}`,
    planned: "Salida prevista",
    yourBuddy: (name) => `Su persona de apoyo: ${name}`,
    noBuddy: "Nadie todavía",
    backBy: (time) => `Vuelta a las ${time}`,
    howMany: "¿Cuántas personas van?",
    people: (n) => counted("es", n, { one: "# persona", many: "# de personas", other: "# personas" }),
    onePerson: "Ir sin compañía es más difícil. Pida a su responsable que le busque a alguien.",
    fewer: "Una persona menos",
    more: "Una persona más",
    whenBack: "¿Cuándo van a volver?",
    earlier: "15 minutos antes",
    later: "15 minutos después",
    partner: "¿Quién va con usted?",
    buddy: "¿Quién está pendiente de que vuelva?",
    start: "Empezar",
    startHint: "Si no ha vuelto a tiempo, avisamos a su persona de apoyo.",
    running: "Salida en marcha",
    goOn: "Seguir",
    goOnAt: (door) => `Seguir en ${door}`,
    endShift: "Terminar la salida",
    talkElsewhere: "Conversación en otro lugar",
    unfinished: (n) =>
      counted("es", n, {
        one: "# conversación por terminar",
        many: "# de conversaciones por terminar",
        other: "# conversaciones por terminar",
      }),
    finishTalk: "Terminar de anotar",
    practise: "Practicar en puertas de mentira",
    practising: "Esto es una práctica. Las puertas son de mentira y no se entrega nada.",
    stopPractice: "Dejar de practicar",
    settings: "Ajustes",
    seeList: "Lista",
    seeMap: "Mapa",

    restingTitle: "Este teléfono está en pausa",
    resting:
      "Este teléfono lleva una semana sin contacto con el servidor, así que las puertas no se muestran. Lo que usted anotó está a salvo aquí. Conéctese a internet para seguir.",
    revokedTitle: "Sesión cerrada en este teléfono",
    revoked:
      "Su organización cerró la sesión de este teléfono. Las puertas ya no están en él. Lo que usted anotó y no entregó queda bajo llave para su organización.",
    newCode: "Tengo un código nuevo",
    seeWaiting: "Ver lo que falta por entregar",
    starting: "Preparando",
    startFailed: "La aplicación no pudo empezar. Ciérrela y ábrala otra vez. Lo que guardó está a salvo.",
    tryAgainButton: "Probar otra vez",

    safety: "Seguridad",
    updateNow: "Actualizar ahora",

    sides: { odd: "lado impar", even: "lado par", left: "lado izquierdo", right: "lado derecho" },
    progress: (n, total) => `${n}/${total}`,
    progressSpoken: (n, total) => `puerta ${n} de ${total}`,
    leftThisSide: (n) =>
      counted("es", n, { one: "la última de este lado", many: "quedan # en este lado", other: "quedan # en este lado" }),
    leftThisStreet: (n) =>
      counted("es", n, { one: "la última de esta calle", many: "quedan # en esta calle", other: "quedan # en esta calle" }),
    noNumber: "Sin número",
    floor: (n) => (n === 0 ? "planta baja" : `piso ${n}`),
    noFloor: "piso desconocido",
    neverTried: "aún no se ha intentado",
    tried: (n, last) =>
      counted("es", n, { one: "se intentó una vez", many: "se intentó # de veces", other: "se intentó # veces" }) +
      (last === "" ? "" : n === 1 ? `, el ${last}` : `, la última el ${last}`),
    speaks: (language) => `Aquí hablan: ${language}`,
    comeBackAt: {
      morning: "Prefieren la mañana",
      midday: "Prefieren el mediodía",
      afternoon: "Prefieren la tarde",
      evening: "Prefieren después de las 5",
    },
    noAnswer: "Nadie contestó",
    talked: "Hablamos",
    goOnTalk: "Seguir la conversación",
    comeBack: "Volver luego…",
    other: "Otra cosa…",
    recordedAt: (what, time) => `${what}, ${time}`,
    takeBack: "Deshacer",
    saved: (door, what) => `${door}: ${what}`,
    savedMany: (n, what) =>
      counted("es", n, { one: `# puerta: ${what}`, many: `# de puertas: ${what}`, other: `# puertas: ${what}` }),
    before: (door) => `Puerta anterior: ${door}`,
    after: (door) => `Puerta siguiente: ${door}`,
    startFirst: "Empiece primero la salida. Después podrá anotar en esta puerta.",
    toToday: "Ir al inicio",
    doorGone: "Esta puerta ya no está en este teléfono.",

    comeBackTitle: "¿Cuándo conviene volver?",
    bands: {
      morning: "Mañana, antes de las 12",
      midday: "Mediodía, de 12 a 2",
      afternoon: "Tarde, de 2 a 5",
      evening: "Después de las 5",
    },
    anyTime: "No lo dijeron",

    otherTitle: "¿Qué pasó?",
    knocked: "Llamé a la puerta",
    notKnocked: "No llamé a la puerta",
    theySpeak: "No tenemos un idioma en común. Hablan:",
    anotherLanguage: "Otro idioma",
    noAnswerCard: "Nadie contestó, dejé una tarjeta",
    thisDoor: "Esta puerta",
    outcomes: {
      no_answer: "Nadie contestó",
      come_back: "Volver luego",
      declined: "No, gracias",
      do_not_knock: "No volver a llamar",
      language_barrier: "Sin idioma en común",
      child_only: "Solo había un menor",
      listened: "Hablamos",
      left_safely: "Inseguro: me fui",
      sticker_skip: "Cartel: no llamar",
      no_access: "No se puede entrar",
      empty: "Aquí no vive nadie",
      not_a_home: "No es una vivienda",
      unsafe_to_knock: "Parece inseguro",
      out_of_time: "No dio tiempo",
    },

    list: "Lista",
    marks: {
      todo: "por hacer",
      return: "volver",
      no_answer: "nadie contestó",
      talked: "hablamos",
      begun: "por terminar",
      closed: "hecha",
    },
    doorless: "No se conoce ninguna puerta: añádalas por el camino.",
    addDoorIn: (street) => `Añadir puerta en ${street}`,
    stretch: (street, side) => `${street}, ${side}`,
    nextDoor: "Puerta siguiente",

    listDone: "Ya pasó por todas las puertas de esta lista",
    tryAgain: "Si hay tiempo, puede volver a probar en estas:",
    noneAgain: "Hoy no hay ninguna puerta para volver a probar.",

    addDoor: "Añadir puerta al lado",
    newDoor: "Añadir una puerta",
    newDoorIn: (street) => `Añadir puerta en ${street}`,
    mendDoor: "Cambiar número o nombre",
    number: "Número de la casa",
    label: "Nombre del apartamento o la casa",
    labelHint: "Por ejemplo, Flat 3. Nunca el nombre de una persona.",
    building: "Nombre del edificio",
    buildingHint: "Puede dejarlo vacío.",
    floorField: "Piso",
    moreFields: "Es apartamento o tiene nombre",
    saveDoor: "Guardar la puerta",
    saveAndNextNumber: "Guardar y añadir otra",
    needsName: "Escriba un número o un nombre. Después, guarde.",
    notAHome: "Esto no es una vivienda",
    doorSaved: (door) => `Puerta añadida: ${door}.`,

    flatsOf: (building) => `Apartamentos: ${building}`,
    seeFlats: "Ver los apartamentos",
    makeFlatsHere: "Crear apartamentos aquí",
    makeFlats: "Crear apartamentos",
    howManyFloors: "¿Cuántos pisos?",
    flatsPerFloor: "¿Cuántos apartamentos por piso?",
    firstFlat: "Número del primer apartamento",
    flatsSum: (n, first, last) =>
      n === 1 ? `Se crea una puerta: Flat ${first}.` : `Se crean ${n} puertas: de Flat ${first} a Flat ${last}.`,
    makeThem: (n) =>
      counted("es", n, { one: "Crear # apartamento", many: "Crear # de apartamentos", other: "Crear # apartamentos" }),
    oneLess: "Uno menos",
    oneMore: "Uno más",
    noAnswerFloor: (n) =>
      counted("es", n, {
        one: "Nadie contestó en la # que queda",
        many: "Nadie contestó en las # que quedan",
        other: "Nadie contestó en las # que quedan",
      }),
    floorDone: "Este piso está terminado.",

    map: "Mapa",
    mapOf: (list) => `Mapa de ${list}`,
    mapLoading: "Abriendo el mapa",
    mapMissing: "Este teléfono no puede mostrar el mapa. Aquí está la lista.",
    mapNotYet: "El mapa todavía no está en este teléfono. Ábralo una vez con conexión. Aquí está la lista.",
    mapAlt: "Mapa del recorrido. La lista tiene las mismas puertas.",
    closer: "Acercar",
    wider: "Alejar",
    wholeWalk: "Ver todo el recorrido",
    openDoor: (door) => `Abrir ${door}`,
    mapKey: "Qué significan las formas",
    credit: "© Colaboradores de OpenStreetMap",
  },

  listen: {
    title: "Lo que se dijo",
    at: (place) => `En ${place}`,
    gone: "Esta conversación está guardada.",
    toDoors: "Volver a las puertas",

    voices: {
      question: "¿Es la primera vez que alguien de nuestro grupo le escucha?",
      person: (n) => `Persona ${n}`,
      more: "Una persona más",
      count: (n) =>
        counted("es", n, { one: "Habló # persona", many: "Hablaron # de personas", other: "Hablaron # personas" }),
      most: "Cuatro personas como máximo. Si son más, es un grupo: avise a su responsable.",
    },

    said: {
      title: "¿Qué dijeron?",
      love: "Les encanta",
      concern: "Les preocupa",
      idea: "Tienen una idea para",
      offer: "Podrían aportar",
      all: "Todos los temas",
      fewer: "Menos temas",
      search: "Buscar un tema",
      nothing: "Ningún tema tiene ese nombre. Elija “Otra cosa”.",
      chosen: (themes) => `Elegido: ${themes}`,
    },

    offers: {
      question: "¿Qué podrían aportar?",
      time: "Tiempo",
      skill: "Algo que saben hacer",
      space: "Un espacio",
      things: "Cosas",
      other: "Otra cosa",
    },

    themes,

    interest: {
      question: "¿Cuántas personas quieren participar?",
      none: "Nadie",
    },

    spoken: {
      question: "¿En qué idioma hablaron?",
      none: "Sin indicar",
    },

    note: {
      title: "Nota",
      hint: "Escriba lo que se dijo, en cualquier idioma. O pulse el micrófono del teclado y hable. Sin nombres ni números.",
      quote: "Aceptaron que citemos sus palabras",
      left: (n) =>
        counted("es", n, { one: "Queda # letra", many: "Quedan # de letras", other: "Quedan # letras" }),
    },

    guard: {
      warning: "Esto puede mostrar quién era:",
      kinds: {
        name: "nombre de alguien",
        number: "número de teléfono u otro",
        email: "correo electrónico",
        postcode: "código postal",
        house: "número de casa o apartamento",
        web: "nombre en internet",
        birth: "fecha de nacimiento",
      },
      takeOut: "Quitarlo",
      keep: "Dejarlo, no señala a nadie",
      onSave: "Si no hace nada, se quita al guardar.",
      done: "Quitado. Mire otra vez si hay nombres.",
      contact: "Para seguir en contacto, use “Seguir en contacto” más abajo. Ahí el número queda bajo llave.",
    },

    keepInTouch: "Seguir en contacto",
    keepInTouchWhy: "Solo si lo piden",
    saveNext: "Guardar y siguiente",
    saveBack: "Guardar",
    later: "Terminar después",
    laterWhy: "Todo se conserva. La puerta lleva un punto hasta que usted termine.",

    contact: {
      title: "Seguir en contacto",
      onlyAsked: "Solo si la persona lo pidió.",
      noKey:
        "Su organización todavía no puede recibir datos de contacto en la aplicación. En su lugar, dé nuestra tarjeta a la persona.",
      promiseTitle: "1. Lea esto en voz alta, o muéstrelo",
      promiseLanguage: "Idioma de la promesa",
      purposesTitle: "2. ¿Qué podemos hacer?",
      purposes: {
        follow_up: "Responderle sobre lo que dijo",
        invite: "Invitarle a reuniones y actos",
        news: "Enviarle nuestras noticias",
      },
      detailsTitle: "3. ¿Cómo podemos contactar con usted?",
      name: "Nombre",
      phone: "Teléfono",
      email: "Correo electrónico",
      post: "Dirección postal",
      one: "Basta con uno: teléfono, correo electrónico o dirección postal.",
      consentTitle: "4. La persona dice que sí",
      seal: "Guardar bajo llave",
      sealing: "Guardando bajo llave",
      sealed: "Guardado bajo llave. Ya nadie puede leerlo en este teléfono.",
      sealedMore: "Solo se abre en la caja fuerte de su organización. Si la persona cambia de idea, avise a su responsable.",
      another: "Una persona más",
      missing: {
        purpose: "Elija al menos una cosa que podemos hacer.",
        name: "Escriba un nombre.",
        reach: "Escriba un teléfono, un correo electrónico o una dirección postal.",
        consent: "Primero, la persona tiene que decir que sí.",
      },
      promise: {
        keep: (hub) =>
          `${hub} guarda bajo llave su nombre y la forma de contactar con usted. Se guarda aparte de lo que usted nos contó.`,
        use: "Lo usamos solo para lo que usted elija aquí. No lo vendemos ni se lo damos a nadie.",
        stop: "Díganos en cualquier momento que paremos, y lo borramos. Si no tenemos noticias durante seis meses, también se borra.",
        complain:
          "Puede preguntar qué datos tenemos sobre usted. Puede quejarse ante nosotros o ante el Comisionado de Información (Information Commissioner, ico.org.uk).",
        yes: "Sí, pueden guardar mis datos para esto.",
      },
    },
  },

  safety: {
    title: "Seguridad",
    noShift: "No hay ninguna salida en marcha, así que ahora nadie vigila la hora. Empiece primero una salida.",
    notPolice: "Doorstep no llama a la policía. Si hay peligro, llame usted al 999.",
    practice: "Esto es una práctica. No se avisa a nadie.",

    watch: {
      buddy: (name) => `${name} está pendiente de su hora de vuelta.`,
      noBuddy: "No hay persona de apoyo. Diga a alguien cuándo va a volver.",
      back: (time) => `Vuelta a las ${time}`,
      late: (time) => `Pensaba volver a las ${time}.`,
      later: "15 minutos después",
      sooner: "15 minutos antes",
      what: "Diez minutos después de esa hora, la aplicación le pregunta cómo está. Diez minutos más tarde se avisa a su persona de apoyo. Después, a su responsable, con la última calle donde usted estuvo.",
      street: "La calle donde está usted",
      noStreet: "Sin indicar",
      checkIn: "Estamos bien",
      checkedIn: (time) => `A las ${time} avisó de que está bien.`,
      saved: "Guardado. Se entrega en cuanto haya señal.",
    },

    help: {
      press: "Necesito ayuda",
      quiet: "Sin sonido. Se avisa enseguida a su persona de apoyo y a su responsable, con la última calle donde usted estuvo.",
      waiting: "Aún no se envió: no hay señal. Llame por teléfono, o envíe el mensaje de texto de abajo.",
      sent: "Su petición de ayuda ha llegado. Estamos avisando a su persona de apoyo y a su responsable.",
      well: "Todo está bien otra vez",
      wellDone: "Bien. Se avisa a su responsable de que todo está bien.",
      codeWord: "Se dijo la palabra clave",
      codeWordWhy:
        "Su equipo tiene una palabra que significa “Necesito ayuda”. Si la oye o la dice, pulse aquí. Hace lo mismo que “Necesito ayuda”.",
    },

    call: {
      title: "Llamar",
      emergency: "999 si hay peligro",
      silent: "Si no puede hablar: llame al 999 desde su teléfono móvil, espere y pulse 55.",
      uses: {
        buddy: "Su persona de apoyo",
        lead: "Su responsable",
        safeguarding: "Responsable de protección (safeguarding)",
        other: "Otro",
      },
      none: "Su organización todavía no ha dado números. Pídalos a su responsable y guárdelos en su teléfono.",
    },

    sms: {
      title: "Mensaje de texto",
      why: "Funciona sin internet. Se abre listo para enviar.",
      to: (name) => `Para ${name}`,
      help: "HELP",
      late: "LATE",
      ok: "OK",
      helpLabel: "Necesito ayuda",
      lateLabel: "Vamos con retraso",
      okLabel: "Estamos bien",
    },

    card: {
      title: "Qué hacer",
      unsafe: {
        title: "No se siente a salvo",
        text: "Váyase ahora a donde haya gente. No hace falta un motivo. Deje sus cosas. Si hay peligro, llame al 999.",
      },
      in: {
        title: "Alguien le invita a entrar",
        text: "No entre. Diga: “Gracias, me quedo fuera. Es nuestra norma”.",
      },
      anger: {
        title: "Alguien se enfada",
        text: "No discuta. Diga: “Lo siento, ya me voy”. Y váyase. En la puerta, anote “Inseguro: me fui”.",
      },
      dog: {
        title: "Un perro",
        text: "No abra la verja. No se mueva, no corra. Retroceda despacio. No meta los dedos por la ranura del buzón.",
      },
      child: {
        title: "Hay un menor solo en la puerta",
        text: "Pregunte por una persona adulta. Si no hay ninguna, despídase y váyase. No haga preguntas. Si el menor está en peligro, llame al 999.",
      },
      risk: {
        title: "Alguien sufre daño o corre riesgo",
        text: "Escuche. No prometa guardar el secreto. No lo escriba en la aplicación. Si está pasando ahora, llame al 999. Después, avise hoy a la persona responsable de protección (safeguarding).",
        tell: (name) => `Responsable de protección: ${name}`,
        nobody: "Su organización no ha indicado aquí quién es responsable de protección. Avise hoy a su propio responsable.",
      },
      upset: {
        title: "Una conversación le resultó dura",
        text: "Pare un rato. Hable con la persona que va con usted. Cuénteselo hoy a su responsable. Puede terminar la salida en cualquier momento.",
      },
    },
  },

  finish: {
    end: {
      title: "Terminar la salida",
      unfinished: (n) =>
        counted("es", n, {
          one: "# conversación sin terminar",
          many: "# de conversaciones sin terminar",
          other: "# conversaciones sin terminar",
        }),
      unfinishedWhy: "Termínela ahora, o déjela. Una conversación que se deja no se cuenta.",
      finish: "Terminar",
      leave: "No contarla",
      left: "No se cuenta.",
      elsewhere: "Una conversación en otro lugar",
      walked: "¿Qué listas están hechas?",
      walkedWhy: "Una lista que no está hecha pasa a otra persona.",
      doorsLeft: (n) =>
        counted("es", n, { one: "Queda # puerta", many: "Quedan # de puertas", other: "Quedan # puertas" }),
      noDoorsLeft: "No quedan puertas",
      press: "Terminar la salida",
      goOn: "Seguir la salida",
      noShift: "No hay ninguna salida en marcha.",
    },

    done: {
      title: "Gracias",
      thanks: "Gracias por escuchar hoy. Se escuchó a la gente porque usted fue.",
      all: "Todo está entregado. Ya puede guardar el teléfono.",
      some: "Lo demás espera a que haya señal. Está a salvo en este teléfono y se envía solo. Abra la aplicación una vez cuando llegue a casa.",
      back: "Volver al inicio",
    },

    talks: {
      title: "Sus conversaciones",
      none: "Esta vez no anotó ninguna conversación. Llamar a las puertas también cuenta: la gente sabe que venimos.",
      people: (n) =>
        counted("es", n, {
          one: "Usted escuchó a # persona.",
          many: "Usted escuchó a # de personas.",
          other: "Usted escuchó a # personas.",
        }),
      love: (themes) => `Les encanta: ${themes}.`,
      concern: (themes) => `Les preocupa: ${themes}.`,
      idea: (themes) => `Tienen ideas para: ${themes}.`,
      offer: (themes) => `Podrían aportar algo para: ${themes}.`,
      interest: (n) =>
        counted("es", n, {
          one: "# persona quiere participar.",
          many: "# de personas quieren participar.",
          other: "# personas quieren participar.",
        }),
      correct: "Corregir",
      one: (n) => `Conversación ${n}`,
      noted: "Escribió una nota.",
    },

    reflect: {
      title: "Tres preguntas",
      why: "Para usted y su responsable. Responda lo que quiera. Sin nombres.",
      wentWell: "¿Qué salió bien?",
      wasHard: "¿Qué fue difícil?",
      nextTime: "¿Qué hará la próxima vez?",
      save: "Guardar respuestas",
      saved: "Guardado. Gracias.",
    },

    waiting: {
      title: "Por entregar",
      none: "No hay nada pendiente. Todo está entregado.",
      count: (n) =>
        counted("es", n, {
          one: "# registro espera en este teléfono.",
          many: "# de registros esperan en este teléfono.",
          other: "# registros esperan en este teléfono.",
        }),
      safe: "Aquí está a salvo. Se envía solo cuando haya señal.",
      last: (time) => `Última entrega: ${time}`,
      never: "Todavía no se ha entregado nada desde este teléfono.",
      oldest: (time) => `Lo más antiguo espera desde: ${time}.`,
      busy: "Entregando",
      troubles: {
        no_signal: "Ahora no hay señal. Se enviará solo más tarde.",
        not_our_server: "Esta red Wi-Fi pide entrar primero. Abra su página, o apague el Wi-Fi.",
        server_trouble: "El servidor tiene un problema. La aplicación volverá a probar sola.",
        busy: "El servidor tiene mucho que hacer. La aplicación volverá a probar sola.",
        too_old: "Esta aplicación es demasiado antigua. Conéctese a internet, cierre la aplicación y ábrala otra vez.",
        signed_out:
          "Se cerró la sesión de este teléfono. Pida un código nuevo a su responsable. Su trabajo está a salvo aquí.",
      },
      held: (n) =>
        counted("es", n, {
          one: "Llegó # registro, y su responsable lo revisará.",
          many: "Llegaron # de registros, y su responsable los revisará.",
          other: "Llegaron # registros, y su responsable los revisará.",
        }),
      rejected: (n) =>
        counted("es", n, {
          one: "No se pudo aceptar # registro. Sigue en este teléfono. Enséñeselo a su responsable.",
          many: "No se pudieron aceptar # de registros. Siguen en este teléfono. Enséñeselos a su responsable.",
          other: "No se pudieron aceptar # registros. Siguen en este teléfono. Enséñeselos a su responsable.",
        }),
      file: "Guardar lo no enviado en un archivo",
      fileWhen:
        "Si no se puede entregar, guarde su trabajo en un archivo y dé el archivo a su responsable. Solo su organización puede abrirlo.",
      fileSaved: (name) => `Guardado como ${name}. Déselo a su responsable. Su trabajo también sigue aquí.`,
      fileMaking: "Creando el archivo",
    },

    revoked: {
      title: "Sesión cerrada en este teléfono",
      what: "Su organización cerró la sesión de este teléfono. Las puertas ya no están en él.",
      sealed: "Lo que no había entregado está bajo llave. Nadie puede leerlo en este teléfono. Solo su organización puede abrirlo.",
      handIn: "Pulse “Entregar ahora” para enviarlo cerrado. O guárdelo en un archivo para su responsable.",
      done: "Aquí no hay nada pendiente. Puede quitar la aplicación de este teléfono.",
      again: "Para volver a salir, pida un código nuevo a su responsable.",
    },
  },

  settings: {
    title: "Ajustes",
    language: "Idioma",
    change: "Cambiar el idioma",
    easy: "Inglés fácil",
    help: "Ayuda y práctica",
    principles: "Cómo lo hacemos",
    about: {
      title: "Sobre esta aplicación",
      what: "Doorstep ayuda a la gente del barrio a escuchar a la gente del barrio. Lo que se dice llega al grupo en cifras y en notas cortas sin nombres.",
      phone: "La aplicación guarda primero en su teléfono. Entrega cuando hay señal. Usa muy pocos datos.",
      where: "No sigue dónde está usted. Solo conoce la calle que usted le indica.",
      reads: "Nadie más que su grupo lee las notas. Su grupo revisa cada nota antes de que nadie más vea algo de ella.",
      trackers: "Sin anuncios. No se dice a nadie más que usted la usa.",
      leaving: "Puede dejarlo en cualquier momento. Avise a su responsable, que cerrará la sesión de este teléfono.",
      version: (text) => `Versión ${text}`,
    },
    card: {
      title: "Tarjeta para la puerta",
      open: "Mostrar una tarjeta a quien abre",
      forResident: "Para quien vive aquí",
      forYou: "Qué decir",
      theirLanguage: "Idioma de la tarjeta",
      inEnglish: "En inglés",
      hello: (hub) => `Hola. Somos de ${hub}.`,
      who: "Somos gente del barrio y hacemos voluntariado. No vendemos nada y no pedimos dinero ni votos.",
      why: "Preguntamos a la gente qué le encanta de este lugar, qué le preocupa y qué se podría hacer.",
      privacy:
        "No apuntamos nombres. Después de una semana como máximo, ya nadie puede averiguar en qué puerta se dijo qué. Las demás personas solo ven, todo sumado, lo que dijo mucha gente.",
      choice: "Puede decir que no. Puede parar en cualquier momento. Díganos si no debemos volver a llamar.",
      after: "Pídanos nuestra dirección. Ahí puede hacer preguntas o presentar una queja.",
      say: {
        title: "Palabras para empezar",
        greeting: { name: "Saludo", text: "Hola. Disculpe la molestia." },
        who: {
          name: "Quiénes somos",
          text: (name, hub) => `Me llamo ${name}. Hago voluntariado con ${hub}.`,
        },
        why: {
          name: "Por qué",
          text: "Preguntamos a la gente de esta calle qué le encanta de vivir aquí y qué le preocupa. ¿Tiene un minuto?",
        },
        goodbye: { name: "Despedida", text: "Gracias por hablar conmigo. Adiós." },
      },
    },
  },
};
