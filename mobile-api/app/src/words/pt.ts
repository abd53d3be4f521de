import themes from "../../../themes/pt.json";
import { counted, type Forms, type Words } from ".";

/**
 * Portuguese, European, with words that Brazilians know too; the polite third person without
 * "você". Lead: "coordenação" (no gender); hub: "organização"; buddy: "pessoa de apoio"; shift:
 * "saída". The text messages and "Flat 3" stay English: they are read by others in England, or
 * stand on the door.
 */

/** In Europe none takes the plural ("0 portas"), which the rule of plain `pt` does not know. */
function count(n: number, forms: Forms): string {
  return n === 0 ? forms.other.replaceAll("#", "0") : counted("pt", n, forms);
}

export const pt: Words = {
  common: {
    name: "Doorstep",
    back: "Voltar",
    close: "Fechar",
    undo: "Anular",
    save: "Guardar",
    yes: "Sim",
    no: "Não",
    notSure: "Não sei",
    language: "Língua",
    toHandIn: (n) => count(n, { one: "# por entregar", many: "# por entregar", other: "# por entregar" }),
    allHandedIn: "Tudo entregue",
    lastHandedIn: (time) => `última entrega: ${time}`,
    handIn: "Entregar agora",
    receipt: (arrived, written) => `Recebidos: ${arrived} de ${written}`,
    notices: {
      storage_may_go:
        "Quando o telefone está cheio, pode apagar o que esta aplicação guarda. Adicione a aplicação ao ecrã principal para proteger o seu trabalho.",
      storage_full:
        "O telefone está cheio. Não é possível guardar nada de novo. Apague uma fotografia ou um vídeo e tente outra vez.",
      storage_restored: "Este telefone apagou o que a aplicação tinha guardado. Ainda estava tudo aqui e foi guardado de novo. Entregue em breve, por favor.",
      storage_gone:
        "Este telefone apagou o que a aplicação tinha guardado. O que não foi entregue já não está neste telefone. Avise agora a coordenação.",
      clock_off:
        "A hora deste telefone está errada. Por favor, ponha-a em automático. Os seus registos ficam guardados e a coordenação vai verificar de que dia são.",
      another_tab: "A aplicação está aberta noutra janela. Feche esta e continue na outra.",
      not_secure:
        "Este endereço não é seguro (não tem https), por isso aqui a aplicação não funciona sem rede. Use-a só para praticar.",
      list_recalled:
        "A sua organização retirou uma lista de portas. Essas portas já não estão neste telefone. O que registou está a salvo.",
      list_expired:
        "O tempo de uma lista acabou, por isso as portas dela já não estão neste telefone. O que registou está a salvo.",
      list_returned: "Uma lista de portas foi devolvida. O que registou está a salvo.",
      lease_over: "O tempo desta lista acabou. Pode continuar; a coordenação vai ver o que registar.",
      record_held: "A coordenação vai ver um dos seus registos. Não precisa de fazer nada.",
      record_rejected:
        "O servidor não pôde aceitar um dos seus registos. Ele continua neste telefone. Por favor, mostre-o à coordenação.",
      session_over:
        "A sessão deste telefone foi terminada. Os seus registos estão a salvo aqui. Peça um novo código à coordenação.",
      app_too_old:
        "Esta aplicação é demasiado antiga para receber listas. Entregar continua a funcionar. Ligue-se à internet para a atualizar.",
      new_install: "Esta aplicação foi copiada de outro telefone. Peça um novo código à coordenação antes de sair.",
      unsent_for_a_day:
        "Alguns registos esperam há mais de um dia. Entregue-os, ou guarde-os num ficheiro para a coordenação.",
      update_ready: "Há uma versão mais nova desta aplicação.",
    },
    troubles: {
      code_unreadable: "Não é possível ler este código. Leia-o outra vez com a câmara, ou peça um novo à coordenação.",
      code_used: "Este código já foi usado. Cada código só funciona uma vez. Peça um novo à coordenação.",
      code_expired: "Este código já não é válido. Peça um novo à coordenação.",
      no_signal: "Não há ligação. Não se perdeu nada neste telefone.",
      not_our_server:
        "Esta resposta não é do nosso servidor. Talvez esteja numa rede Wi-Fi que pede primeiro para entrar. Não se perdeu nada.",
      server_trouble:
        "O servidor tem um problema. Não se perdeu nada neste telefone. A aplicação volta a tentar sozinha.",
      storage_full:
        "Não foi possível guardar: o telefone está cheio. Apague uma fotografia ou um vídeo e toque outra vez.",
      storage_denied:
        "Este navegador não deixa a aplicação guardar nada. Saia da navegação privada, ou permita guardar dados desta página.",
      another_tab: "A aplicação está aberta noutra janela. Continue nessa.",
      nothing_said: "Escolha uma coisa que foi dita, ou escreva uma nota. Depois, guarde.",
      no_voice: "Diga primeiro quem falou. Depois, guarde.",
      not_secure: "Isto precisa de um endereço seguro (https). Peça o link certo à coordenação.",
      no_key: "A sua organização ainda não pode receber contactos. Pergunte à coordenação.",
      unexpected: "Alguma coisa correu mal. O que guardou antes está a salvo.",
    },
  },

  enrol: {
    welcome: "Boas-vindas ao Doorstep",
    what: "Esta aplicação ajuda a ouvir as pessoas do bairro à porta de casa. Funciona sem rede.",
    step: (n, of) => `Passo ${n} de ${of}`,
    chooseLanguage: "Escolha a sua língua",
    goOn: "Continuar",

    code: {
      title: "O seu código",
      ask: "Peça um código à coordenação. Leia-o com a câmara do telefone, ou escreva-o aqui.",
      field: "Código ou link",
      paste: "Colar",
      use: "Usar este código",
      working: "A verificar o código",
      again: "Tentar outra vez",
      other: "Pôr outro código",
      then: {
        no_signal: "Vá para um lugar com rede. Depois toque em “Tentar outra vez”. Um código dura dez minutos.",
        not_our_server:
          "Abra a página de entrada da rede Wi-Fi, ou desligue o Wi-Fi. Depois toque em “Tentar outra vez”.",
        server_trouble: "Espere um minuto. Depois toque em “Tentar outra vez”.",
        storage_denied: "Abra o link no navegador normal. Depois toque em “Tentar outra vez”.",
        new_code: "A coordenação faz um novo código em poucos segundos.",
      },
      practise: "Praticar sem código",
    },

    principles: {
      title: "Como fazemos",
      lead: "Oito promessas. Toda a gente que sai faz estas promessas.",
      list: {
        who: {
          short: "Dizer quem somos",
          more: "Diga o seu nome e o nome do nosso grupo. Diga porque está ali.",
        },
        listen: { short: "Ouvir primeiro", more: "Não vendemos, não recolhemos dinheiro e não pedimos votos." },
        outside: { short: "Não entrar", more: "Fique do lado de fora, mesmo que lhe peçam para entrar." },
        promise: { short: "Não prometer", more: "Diga só o que sabe. Não diga que alguma coisa vai acontecer." },
        respect: {
          short: "Não é não",
          more: "Siga logo o seu caminho. Não bata à porta onde um aviso pede para não bater.",
        },
        notes: {
          short: "Notas sem pessoas",
          more: "Escreva o que foi dito. Não escreva nomes, números, doenças nem nada que mostre quem era.",
        },
        pairs: { short: "Ir em pares", more: "Há sempre alguém que sabe onde está e quando vai voltar." },
        help: {
          short: "Pedir ajuda",
          more: "Se não se sentir em segurança, vá embora. Não precisa de uma razão. Se houver perigo, ligue para o 999.",
        },
      },
      private: "O que ouve fica no grupo. Nunca é conversa para o café nem para a internet.",
      accept: "Vou fazer assim",
    },

    practice: {
      title: "Está tudo pronto",
      hello: (name, hub) => `Olá, ${name}. Está com ${hub}.`,
      pretend: "Praticar em casa",
      why: "Dez portas de faz de conta. Nada do que fizer ali é entregue. Pare quando quiser.",
      start: "Praticar agora",
      stop: "Parar de praticar",
      running: "Está a praticar. Nada é entregue.",
      toDoors: "Ir para as portas",
      skip: "Ir para a minha lista",
    },

    storage: {
      title: "O meu trabalho está a salvo neste telefone?",
      kept: "Sim. Este telefone guarda o trabalho da aplicação até ser entregue.",
      notKept:
        "Quase. Se este telefone ficar muito cheio, pode apagar o trabalho da aplicação. Adicione a aplicação ao ecrã principal e deixe algum espaço livre.",
      unknown: "O telefone ainda não disse.",
      how: "Para adicionar a aplicação: abra o menu do navegador e escolha “Adicionar ao ecrã principal” (“Add to Home screen”) ou “Instalar” (“Install”).",
    },

    readAloud: "Ler em voz alta",
    stopReading: "Parar de ler",
  },

  walk: {
    today: "Hoje",
    hello: (name) => `Olá, ${name}`,
    noLists:
      "Ainda não tem nenhuma lista de portas. A coordenação dá-lhe uma antes da saída. Ela chega sozinha a este telefone.",
    chooseLists: "Que listas vai fazer?",
    doorsLeft: (n) => count(n, { one: "Falta # porta", many: "Faltam # de portas", other: "Faltam # portas" }),
    doorsOf: (left, all) => `Portas que faltam: ${left} de ${all}`,
    noDoorsYet: "Aqui ainda não se conhece nenhuma porta. Acrescente-as pelo caminho.",
    minutes: (n) => count(n, { one: "cerca de # minuto", many: "cerca de # de minutos", other: "cerca de # minutos" }),
    leaseUntil: (time) => `É sua até: ${time}`,
    leaseOver: "O tempo desta lista acabou. Ainda a pode usar.",
    meetAt: (place) => `Ponto de encontro: ${place}`,
    meetAtTime: (place, time) => `Ponto de encontro: ${place}, ${time}`,
    plannedAt: (time) => `Saída marcada, ${time}`,
    planned: "Saída marcada",
    yourBuddy: (name) => `A sua pessoa de apoio: ${name}`,
    noBuddy: "Ainda ninguém",
    backBy: (time) => `Volta às ${time}`,
    howMany: "Quantas pessoas vão?",
    people: (n) => count(n, { one: "# pessoa", many: "# de pessoas", other: "# pessoas" }),
    onePerson: "Ir sem companhia é mais difícil. Peça à coordenação que lhe encontre alguém.",
    fewer: "Menos uma pessoa",
    more: "Mais uma pessoa",
    whenBack: "Quando vão voltar?",
    earlier: "15 minutos antes",
    later: "15 minutos depois",
    partner: "Quem vai consigo?",
    buddy: "Quem confirma que voltou?",
    start: "Começar",
    startHint: "Se não voltar a tempo, avisamos a sua pessoa de apoio.",
    running: "Saída em curso",
    goOn: "Continuar",
    goOnAt: (door) => `Continuar em ${door}`,
    endShift: "Terminar a saída",
    talkElsewhere: "Conversa noutro lugar",
    unfinished: (n) =>
      count(n, {
        one: "# conversa por terminar",
        many: "# de conversas por terminar",
        other: "# conversas por terminar",
      }),
    finishTalk: "Acabar de anotar",
    practise: "Praticar no faz de conta",
    practising: "Isto é um treino. As portas são de faz de conta e nada é entregue.",
    stopPractice: "Parar de praticar",
    settings: "Definições",
    seeList: "Lista",
    seeMap: "Mapa",

    restingTitle: "Este telefone está em pausa",
    resting:
      "Este telefone não fala com o servidor há uma semana, por isso as portas não aparecem. O que registou está a salvo aqui. Ligue-se à internet para continuar.",
    revokedTitle: "Sessão terminada neste telefone",
    revoked:
      "A sua organização terminou a sessão deste telefone. As portas já não estão nele. O que registou e não entregou está fechado à chave para a sua organização.",
    newCode: "Tenho um novo código",
    seeWaiting: "Ver o que falta entregar",
    starting: "A preparar",
    startFailed: "A aplicação não conseguiu começar. Feche-a e abra-a outra vez. O que guardou está a salvo.",
    tryAgainButton: "Tentar outra vez",

    safety: "Segurança",
    updateNow: "Atualizar agora",

    sides: { odd: "lado ímpar", even: "lado par", left: "lado esquerdo", right: "lado direito" },
    progress: (n, total) => `${n}/${total}`,
    progressSpoken: (n, total) => `porta ${n} de ${total}`,
    leftThisSide: (n) =>
      count(n, { one: "a última deste lado", many: "faltam # deste lado", other: "faltam # deste lado" }),
    leftThisStreet: (n) =>
      count(n, { one: "a última desta rua", many: "faltam # nesta rua", other: "faltam # nesta rua" }),
    noNumber: "Sem número",
    floor: (n) => (n === 0 ? "piso térreo" : `andar ${n}`),
    noFloor: "andar desconhecido",
    neverTried: "ainda não se tentou",
    tried: (n, last) =>
      count(n, { one: "tentou-se uma vez", many: "tentou-se # de vezes", other: "tentou-se # vezes" }) +
      (last === "" ? "" : n === 1 ? `, no dia ${last}` : `, a última no dia ${last}`),
    speaks: (language) => `Aqui falam: ${language}`,
    comeBackAt: {
      morning: "Preferem a manhã",
      midday: "Preferem a hora do almoço",
      afternoon: "Preferem a tarde",
      evening: "Preferem depois das 5",
    },
    noAnswer: "Ninguém atendeu",
    talked: "Conversámos",
    goOnTalk: "Continuar a conversa",
    comeBack: "Voltar depois…",
    other: "Outra coisa…",
    recordedAt: (what, time) => `${what}, ${time}`,
    takeBack: "Anular",
    saved: (door, what) => `${door}: ${what}`,
    savedMany: (n, what) =>
      count(n, { one: `# porta: ${what}`, many: `# de portas: ${what}`, other: `# portas: ${what}` }),
    before: (door) => `Porta anterior: ${door}`,
    after: (door) => `Porta seguinte: ${door}`,
    startFirst: "Comece primeiro a saída. Depois já pode registar nesta porta.",
    toToday: "Ir para o início",
    doorGone: "Esta porta já não está neste telefone.",

    comeBackTitle: "Quando é melhor voltar?",
    bands: {
      morning: "Manhã, antes das 12",
      midday: "Almoço, das 12 às 2",
      afternoon: "Tarde, das 2 às 5",
      evening: "Depois das 5",
    },
    anyTime: "Não disseram",

    otherTitle: "O que aconteceu?",
    knocked: "Bati à porta",
    notKnocked: "Não bati à porta",
    theySpeak: "Não temos uma língua em comum. Falam:",
    anotherLanguage: "Outra língua",
    noAnswerCard: "Ninguém atendeu, deixei um cartão",
    thisDoor: "Esta porta",
    outcomes: {
      no_answer: "Ninguém atendeu",
      come_back: "Voltar depois",
      declined: "Disseram que não",
      do_not_knock: "Não voltar a bater",
      language_barrier: "Sem língua em comum",
      child_only: "Só estava uma criança",
      listened: "Conversámos",
      left_safely: "Inseguro: fui embora",
      sticker_skip: "Aviso: não bater",
      no_access: "Não dá para entrar",
      empty: "Não mora ninguém",
      not_a_home: "Não é habitação",
      unsafe_to_knock: "Parece inseguro",
      out_of_time: "Não houve tempo",
    },

    list: "Lista",
    marks: {
      todo: "por fazer",
      return: "voltar",
      no_answer: "ninguém atendeu",
      talked: "conversámos",
      begun: "por terminar",
      closed: "feita",
    },
    doorless: "Não se conhece nenhuma porta: acrescente-as pelo caminho.",
    addDoorIn: (street) => `Nova porta em ${street}`,
    stretch: (street, side) => `${street}, ${side}`,
    nextDoor: "Porta seguinte",

    listDone: "Já passou por todas as portas desta lista",
    tryAgain: "Se houver tempo, pode voltar a tentar nestas:",
    noneAgain: "Hoje não há nenhuma porta para voltar a tentar.",

    addDoor: "Nova porta ao lado",
    newDoor: "Nova porta",
    newDoorIn: (street) => `Nova porta em ${street}`,
    mendDoor: "Mudar número ou nome",
    number: "Número da casa",
    label: "Nome do apartamento ou da casa",
    labelHint: "Por exemplo, Flat 3. Nunca o nome de uma pessoa.",
    building: "Nome do prédio",
    buildingHint: "Pode deixar em branco.",
    floorField: "Andar",
    moreFields: "É apartamento ou tem nome",
    saveDoor: "Guardar a porta",
    saveAndNextNumber: "Guardar e criar outra",
    needsName: "Escreva um número ou um nome. Depois, guarde.",
    notAHome: "Isto não é habitação",
    doorSaved: (door) => `Porta acrescentada: ${door}.`,

    flatsOf: (building) => `Apartamentos: ${building}`,
    seeFlats: "Ver os apartamentos",
    makeFlatsHere: "Criar apartamentos aqui",
    makeFlats: "Criar apartamentos",
    howManyFloors: "Quantos andares?",
    flatsPerFloor: "Quantos apartamentos por andar?",
    firstFlat: "Número do primeiro apartamento",
    flatsSum: (n, first, last) =>
      n === 1 ? `Cria uma porta: Flat ${first}.` : `Cria ${n} portas: de Flat ${first} a Flat ${last}.`,
    makeThem: (n) =>
      count(n, { one: "Criar # apartamento", many: "Criar # de apartamentos", other: "Criar # apartamentos" }),
    oneLess: "Menos um",
    oneMore: "Mais um",
    noAnswerFloor: (n) =>
      count(n, {
        one: "Ninguém atendeu na # que falta",
        many: "Ninguém atendeu nas # que faltam",
        other: "Ninguém atendeu nas # que faltam",
      }),
    floorDone: "Este andar está feito.",

    map: "Mapa",
    mapOf: (list) => `Mapa de ${list}`,
    mapLoading: "A abrir o mapa",
    mapMissing: "Este telefone não consegue mostrar o mapa. Aqui está a lista.",
    mapNotYet: "O mapa ainda não está neste telefone. Abra-o uma vez com ligação. Aqui está a lista.",
    mapAlt: "Mapa do percurso. A lista tem as mesmas portas.",
    closer: "Aproximar",
    wider: "Afastar",
    wholeWalk: "Ver todo o percurso",
    openDoor: (door) => `Abrir ${door}`,
    mapKey: "O que as formas querem dizer",
    credit: "© Contribuidores do OpenStreetMap",
  },

  listen: {
    title: "O que foi dito",
    at: (place) => `Em ${place}`,
    gone: "Esta conversa está guardada.",
    toDoors: "Voltar às portas",

    voices: {
      question: "É a primeira vez que alguém do nosso grupo ouve a sua opinião?",
      person: (n) => `Pessoa ${n}`,
      more: "Mais uma pessoa",
      count: (n) => count(n, { one: "Falou # pessoa", many: "Falaram # de pessoas", other: "Falaram # pessoas" }),
      most: "Quatro pessoas no máximo. Se forem mais, é um grupo: avise a coordenação.",
    },

    said: {
      title: "O que disseram?",
      love: "Gostam muito de",
      concern: "Preocupam-se com",
      idea: "Têm uma ideia para",
      offer: "Podem dar",
      all: "Todos os temas",
      fewer: "Menos temas",
      search: "Procurar um tema",
      nothing: "Nenhum tema tem esse nome. Escolha “Outra coisa”.",
      chosen: (themes) => `Escolhido: ${themes}`,
    },

    offers: {
      question: "O que podem dar?",
      time: "Tempo",
      skill: "Algo que sabem fazer",
      space: "Um espaço",
      things: "Coisas",
      other: "Outra coisa",
    },

    themes,

    interest: {
      question: "Quantas pessoas querem participar?",
      none: "Ninguém",
    },

    spoken: {
      question: "Que língua falaram?",
      none: "Sem indicação",
    },

    note: {
      title: "Nota",
      hint: "Escreva o que foi dito, em qualquer língua. Ou toque no microfone do teclado e fale. Sem nomes nem números.",
      quote: "Aceitaram que citemos as suas palavras",
      left: (n) => count(n, { one: "Resta # letra", many: "Restam # de letras", other: "Restam # letras" }),
    },

    guard: {
      warning: "Isto pode mostrar quem era:",
      kinds: {
        name: "nome de alguém",
        number: "número de telefone ou outro",
        email: "endereço de e-mail",
        postcode: "código postal",
        house: "número de casa ou apartamento",
        web: "nome na internet",
        birth: "data de nascimento",
      },
      takeOut: "Retirar",
      keep: "Deixar, não mostra ninguém",
      onSave: "Se não fizer nada, é retirado quando guardar.",
      done: "Retirado. Veja outra vez se há nomes.",
      contact: "Para manter contacto, use “Manter contacto” mais abaixo. Lá, o número fica fechado à chave.",
    },

    keepInTouch: "Manter contacto",
    keepInTouchWhy: "Só se pedirem",
    saveNext: "Guardar e seguinte",
    saveBack: "Guardar",
    later: "Acabar depois",
    laterWhy: "Fica tudo guardado. A porta tem um ponto até acabar.",

    contact: {
      title: "Manter contacto",
      onlyAsked: "Só se a pessoa pediu.",
      noKey: "A sua organização ainda não pode receber contactos na aplicação. Em vez disso, dê o nosso cartão à pessoa.",
      promiseTitle: "1. Leia isto em voz alta, ou mostre",
      promiseLanguage: "Língua da promessa",
      purposesTitle: "2. O que podemos fazer?",
      purposes: {
        follow_up: "Responder-lhe sobre o que disse",
        invite: "Convidar para reuniões e eventos",
        news: "Enviar-lhe as nossas notícias",
      },
      detailsTitle: "3. Como podemos falar consigo?",
      name: "Nome",
      phone: "Telefone",
      email: "E-mail",
      post: "Endereço postal",
      one: "Basta um: telefone, e-mail ou endereço postal.",
      consentTitle: "4. A pessoa diz que sim",
      seal: "Fechar à chave",
      sealing: "A fechar à chave",
      sealed: "Fechado à chave. Já ninguém o pode ler neste telefone.",
      sealedMore: "Só abre no cofre da sua organização. Se a pessoa mudar de ideias, avise a coordenação.",
      another: "Mais uma pessoa",
      missing: {
        purpose: "Escolha pelo menos uma coisa que podemos fazer.",
        name: "Escreva um nome.",
        reach: "Escreva um telefone, um e-mail ou um endereço postal.",
        consent: "Primeiro, a pessoa tem de dizer que sim.",
      },
      promise: {
        keep: (hub) =>
          `${hub} guarda, num lugar fechado à chave, o seu nome e a forma de falar consigo. Isso fica separado do que nos contou.`,
        use: "Só usamos isso para o que escolher aqui. Não o vendemos nem o damos a ninguém.",
        stop: "Diga-nos para parar, em qualquer momento, e nós apagamos isso. Se não soubermos nada durante seis meses, isso também é apagado.",
        complain:
          "Pode perguntar que dados temos sobre si. Pode apresentar queixa a nós ou ao Comissário da Informação (Information Commissioner, ico.org.uk).",
        yes: "Sim, podem guardar os meus dados para isto.",
      },
    },
  },

  safety: {
    title: "Segurança",
    noShift: "Não há nenhuma saída em curso, por isso agora ninguém está atento à hora. Comece primeiro uma saída.",
    notPolice: "O Doorstep não chama a polícia. Se houver perigo, ligue para o 999.",
    practice: "Isto é um treino. Ninguém é avisado.",

    watch: {
      buddy: (name) => `${name} acompanha a sua hora de volta.`,
      noBuddy: "Não tem pessoa de apoio. Diga a alguém quando vai voltar.",
      back: (time) => `Volta às ${time}`,
      late: (time) => `Disse que voltava até às ${time}.`,
      later: "15 minutos depois",
      sooner: "15 minutos antes",
      what: "Dez minutos depois dessa hora, a aplicação pergunta como está. Dez minutos mais tarde, a sua pessoa de apoio é avisada. Depois, a coordenação, com a última rua onde esteve.",
      street: "A rua onde está",
      noStreet: "Sem indicação",
      checkIn: "Estamos bem",
      checkedIn: (time) => `Às ${time} disse que está bem.`,
      saved: "Guardado. É entregue assim que houver rede.",
    },

    help: {
      press: "Preciso de ajuda",
      quiet: "Sem som. A sua pessoa de apoio e a coordenação são logo avisadas, com a última rua onde esteve.",
      waiting: "Ainda não foi enviado: não há rede. Telefone, ou envie a mensagem de texto abaixo.",
      sent: "O seu pedido de ajuda chegou. Estamos a avisar a sua pessoa de apoio e a coordenação.",
      well: "Já está tudo bem",
      wellDone: "Ainda bem. A coordenação é avisada de que está tudo bem.",
      codeWord: "A nossa senha foi dita",
      codeWordWhy:
        "A sua equipa tem uma palavra, a senha, que quer dizer “Preciso de ajuda”. Se a ouvir ou a disser, toque aqui. Faz o mesmo que “Preciso de ajuda”.",
    },

    call: {
      title: "Ligar",
      emergency: "999 se houver perigo",
      silent: "Se não puder falar: ligue para o 999 do seu telefone móvel, espere e marque 55.",
      uses: {
        buddy: "A sua pessoa de apoio",
        lead: "Coordenação",
        safeguarding: "Responsável pela proteção (safeguarding)",
        other: "Outro",
      },
      none: "A sua organização ainda não deu números. Peça-os à coordenação e guarde-os no seu telefone.",
    },

    sms: {
      title: "Mensagem de texto",
      why: "Funciona sem internet. Abre já pronta a enviar.",
      to: (name) => `Para ${name}`,
      help: "HELP",
      late: "LATE",
      ok: "OK",
      helpLabel: "Preciso de ajuda",
      lateLabel: "Vamos atrasar-nos",
      okLabel: "Estamos bem",
    },

    card: {
      title: "O que fazer",
      unsafe: {
        title: "Não se sente em segurança",
        text: "Vá já para onde haja pessoas. Não precisa de uma razão. Deixe as suas coisas. Se estiver em perigo, ligue para o 999.",
      },
      in: {
        title: "Pedem-lhe para entrar",
        text: "Não entre. Diga: “Agradeço, mas fico aqui fora. É a nossa regra.”",
      },
      anger: {
        title: "Alguém se irrita",
        text: "Não discuta. Diga: “Peço desculpa, vou já embora.” E vá. Na porta, registe “Inseguro: fui embora”.",
      },
      dog: {
        title: "Um cão",
        text: "Não abra o portão. Fique sem se mexer, não corra. Recue devagar. Não ponha os dedos na abertura do correio.",
      },
      child: {
        title: "Uma criança está sozinha à porta",
        text: "Pergunte por uma pessoa adulta. Se não houver, despeça-se e vá embora. Não faça perguntas. Se a criança estiver em perigo, ligue para o 999.",
      },
      risk: {
        title: "Alguém está a sofrer ou em risco",
        text: "Ouça. Não prometa guardar segredo. Não escreva isso na aplicação. Se está a acontecer agora, ligue para o 999. Depois, avise hoje a pessoa responsável pela proteção (safeguarding).",
        tell: (name) => `Responsável pela proteção: ${name}`,
        nobody: "A sua organização não indicou aqui quem é responsável pela proteção. Avise hoje a sua coordenação.",
      },
      upset: {
        title: "Uma conversa custou-lhe muito",
        text: "Pare um pouco. Fale com a pessoa que vai consigo. Conte hoje à coordenação. Pode terminar a saída a qualquer momento.",
      },
    },
  },

  finish: {
    end: {
      title: "Terminar a saída",
      unfinished: (n) =>
        count(n, {
          one: "# conversa não está terminada",
          many: "# de conversas não estão terminadas",
          other: "# conversas não estão terminadas",
        }),
      unfinishedWhy: "Termine-a agora, ou deixe-a. Uma conversa que fica de fora não conta.",
      finish: "Terminar",
      leave: "Deixar de fora",
      left: "Ficou de fora.",
      elsewhere: "Uma conversa noutro lugar",
      walked: "Que listas estão feitas?",
      walkedWhy: "Uma lista que não está feita passa para outra pessoa.",
      doorsLeft: (n) => count(n, { one: "Falta # porta", many: "Faltam # de portas", other: "Faltam # portas" }),
      noDoorsLeft: "Não faltam portas",
      press: "Terminar a saída",
      goOn: "Continuar a saída",
      noShift: "Não há nenhuma saída em curso.",
    },

    done: {
      title: "Obrigado",
      thanks: "Obrigado por ouvir hoje. As pessoas foram ouvidas porque foi até lá.",
      all: "Está tudo entregue. Já pode guardar o telefone.",
      some: "O resto espera por rede. Está a salvo neste telefone e segue sozinho. Abra a aplicação uma vez quando chegar a casa.",
      back: "Voltar ao início",
    },

    talks: {
      title: "As suas conversas",
      none: "Desta vez não anotou nenhuma conversa. Bater às portas também conta: as pessoas sabem que vimos.",
      people: (n) =>
        count(n, { one: "Ouviu # pessoa.", many: "Ouviu # de pessoas.", other: "Ouviu # pessoas." }),
      love: (themes) => `Gostam muito de: ${themes}.`,
      concern: (themes) => `Preocupam-se com: ${themes}.`,
      idea: (themes) => `Têm ideias para: ${themes}.`,
      offer: (themes) => `Podem dar alguma coisa para: ${themes}.`,
      interest: (n) =>
        count(n, {
          one: "# pessoa quer participar.",
          many: "# de pessoas querem participar.",
          other: "# pessoas querem participar.",
        }),
      correct: "Corrigir",
      one: (n) => `Conversa ${n}`,
      noted: "Escreveu uma nota.",
    },

    reflect: {
      title: "Três perguntas",
      why: "Para si e para a coordenação. Responda ao que quiser. Sem nomes.",
      wentWell: "O que correu bem?",
      wasHard: "O que foi difícil?",
      nextTime: "O que vai fazer da próxima vez?",
      save: "Guardar respostas",
      saved: "Guardado. Obrigado.",
    },

    waiting: {
      title: "Por entregar",
      none: "Nada à espera. Está tudo entregue.",
      count: (n) =>
        count(n, {
          one: "# registo espera neste telefone.",
          many: "# de registos esperam neste telefone.",
          other: "# registos esperam neste telefone.",
        }),
      safe: "Aqui está a salvo. Segue sozinho quando houver rede.",
      last: (time) => `Última entrega: ${time}`,
      never: "Ainda nada foi entregue a partir deste telefone.",
      oldest: (time) => `O mais antigo espera desde: ${time}.`,
      busy: "A entregar",
      troubles: {
        no_signal: "Agora não há rede. Segue sozinho mais tarde.",
        not_our_server: "Esta rede Wi-Fi pede primeiro para entrar. Abra a página dela, ou desligue o Wi-Fi.",
        server_trouble: "O servidor tem um problema. A aplicação volta a tentar sozinha.",
        busy: "O servidor tem muito que fazer. A aplicação volta a tentar sozinha.",
        too_old: "Esta aplicação é demasiado antiga. Ligue-se à internet, feche a aplicação e abra-a outra vez.",
        signed_out:
          "A sessão deste telefone foi terminada. Peça um novo código à coordenação. O seu trabalho está a salvo aqui.",
      },
      held: (n) =>
        count(n, {
          one: "Chegou # registo, e a coordenação vai vê-lo.",
          many: "Chegaram # de registos, e a coordenação vai vê-los.",
          other: "Chegaram # registos, e a coordenação vai vê-los.",
        }),
      rejected: (n) =>
        count(n, {
          one: "# registo não pôde ser aceite. Continua neste telefone. Mostre-o à coordenação.",
          many: "# de registos não puderam ser aceites. Continuam neste telefone. Mostre-os à coordenação.",
          other: "# registos não puderam ser aceites. Continuam neste telefone. Mostre-os à coordenação.",
        }),
      file: "Guardar o não enviado num ficheiro",
      fileWhen:
        "Se não for possível entregar, guarde o seu trabalho num ficheiro e dê o ficheiro à coordenação. Só a sua organização o pode abrir.",
      fileSaved: (name) => `Guardado como ${name}. Dê-o à coordenação. O seu trabalho também fica aqui.`,
      fileMaking: "A criar o ficheiro",
    },

    revoked: {
      title: "Sessão terminada neste telefone",
      what: "A sua organização terminou a sessão deste telefone. As portas já não estão nele.",
      sealed: "O que não tinha entregado está fechado à chave. Ninguém o pode ler neste telefone. Só a sua organização o pode abrir.",
      handIn: "Toque em “Entregar agora” para o enviar fechado. Ou guarde-o num ficheiro para a coordenação.",
      done: "Aqui não há nada à espera. Pode tirar a aplicação deste telefone.",
      again: "Para voltar a sair, peça um novo código à coordenação.",
    },
  },

  settings: {
    title: "Definições",
    language: "Língua",
    change: "Mudar a língua",
    easy: "Inglês fácil",
    help: "Ajuda e treino",
    principles: "Como fazemos",
    about: {
      title: "Sobre esta aplicação",
      what: "O Doorstep ajuda as pessoas do bairro a ouvir as pessoas do bairro. O que se diz chega ao grupo em números e em notas curtas sem nomes.",
      phone: "A aplicação guarda primeiro no seu telefone. Entrega quando há rede. Usa muito poucos dados.",
      where: "Não segue onde está. Só conhece a rua que lhe indicar.",
      reads: "Só o seu grupo lê as notas. O seu grupo vê cada nota antes de outra pessoa ver alguma parte dela.",
      trackers: "Sem anúncios. Mais ninguém fica a saber que a usa.",
      leaving: "Pode parar em qualquer momento. Avise a coordenação, que termina a sessão deste telefone.",
      version: (text) => `Versão ${text}`,
    },
    card: {
      title: "Cartão para a porta",
      open: "Mostrar um cartão a quem abre",
      forResident: "Para quem mora aqui",
      forYou: "O que dizer",
      theirLanguage: "Língua do cartão",
      inEnglish: "Em inglês",
      hello: (hub) => `Olá. Somos de ${hub}.`,
      who: "Somos gente do bairro e fazemos voluntariado. Não vendemos nada e não pedimos dinheiro nem votos.",
      why: "Perguntamos às pessoas do que gostam muito neste lugar, o que as preocupa e o que se podia fazer.",
      privacy:
        "Não escrevemos nomes. No máximo uma semana depois, já ninguém consegue saber em que porta se disse o quê. As outras pessoas só veem, tudo somado, o que disse muita gente.",
      choice: "Pode dizer que não. Pode parar em qualquer momento. Diga-nos se não devemos voltar a bater.",
      after: "Peça-nos o nosso endereço. Lá pode fazer perguntas ou apresentar queixa.",
      say: {
        title: "Palavras para começar",
        greeting: { name: "Saudação", text: "Olá. Desculpe incomodar." },
        who: {
          name: "Quem somos",
          text: (name, hub) => `O meu nome é ${name}. Faço voluntariado com ${hub}.`,
        },
        why: {
          name: "Porquê",
          text: "Perguntamos às pessoas desta rua do que mais gostam em viver aqui e o que as preocupa. Tem um minuto?",
        },
        goodbye: { name: "Despedida", text: "Agradeço ter falado comigo. Adeus." },
      },
    },
  },
};
