"""Words that begin a sentence rather than a name, by language: articles, pronouns, prepositions, conjunctions.

Closed classes of any grammar, as far as they often open a sentence. They tell that a sentence ended with an
abbreviation ("… in the U.S. The envoy …").
"""

from __future__ import annotations

OPENERS = {
    "en": """the a an this that these those it its he his she her they their we our you i if in on at by for from with
        when while as after before but and or so yet however although though since until there here then who what
        which why how where both some many most several all no not another other meanwhile earlier later also
        according under over during despite because once nobody nothing everyone""",
    "de": """der die das den dem des ein eine einer einem einen er sie es ich wir ihr ihre sein seine dieser diese
        dieses dies im in am an auf aus bei mit nach von vom vor zu zum zur für um über unter durch gegen ohne
        seit während wegen und aber oder doch denn wenn als ob weil da dann dort hier nun auch nur noch nicht
        kein keine man was wer wie wo warum alle viele einige mehrere beide damit dabei danach dazu zudem
        allerdings jedoch laut bis so""",
    "fr": """le la les l un une des du de d il elle ils elles on ce cet cette ces c je j nous vous son sa ses leur
        leurs notre en au aux à dans sur sous par pour avec sans selon après avant depuis pendant lors mais et ou
        or donc car si quand lorsque comme qui que qu quel quelle où pourquoi plusieurs certains tous tout toute
        aucun personne rien ainsi alors puis cependant toutefois hier aujourd""",
    "es": """el la los las lo un una unos unas este esta estos estas esto ese esa esos su sus él ella ellos ellas yo
        nosotros usted se le les es son fue era hay ha han en de del a al por para con sin sobre según tras desde
        hasta entre durante ante contra y o pero sino aunque si cuando como mientras porque pues que qué quién
        quien cuál cómo dónde donde también además así entonces luego después antes ahora hoy ayer aquí allí no
        nadie nada todo todos toda todas muchos varios algunos otro otra otros cada ambos ya""",
    "it": """il lo la i gli le l un uno una questo questa questi queste quello quella egli lui lei loro esso essa io
        noi voi si ci è e ma o se quando come mentre perché che chi cosa dove in nel nella nei nelle di del della
        dei delle a al alla ai alle da dal dalla con su sul sulla per tra fra secondo dopo prima durante contro
        senza anche inoltre poi così ora oggi ieri non nessuno tutti tutto molti alcuni ogni altri suo sua suoi""",
    "pt": """o a os as um uma uns umas este esta isto esse essa isso aquele ele ela eles elas eu nós você se seu sua
        seus suas é são foi era há em no na nos nas de do da dos das ao à aos por pelo pela para com sem sobre
        segundo após desde até entre durante contra e ou mas porém embora quando como enquanto porque que quem
        qual onde também além assim então depois antes agora hoje ontem não ninguém nada tudo todos todas muitos
        vários alguns outro outra cada ambos já""",
    "nl": """de het een deze dit die dat hij zij ze wij we ik jij je u zijn haar hun er in op aan bij met na voor uit
        over onder tegen door tot tijdens volgens sinds zonder en maar of want als toen dan daar hier nu ook niet
        geen wie wat waar waarom hoe alle veel sommige beide daarna daarom echter""",
    "sv": """den det de en ett han hon vi jag ni i på av med efter från för om till under över mot vid hos utan sedan
        enligt och men eller att som när där här då nu inte ingen alla många några detta denna dessa hans hennes
        deras man vad vem hur varför samtidigt dessutom""",
    "da": """den det de en et han hun vi jeg i på av af med etter efter fra for om til under over mot mod ved uden
        uten ifølge og men eller at som når der her da nå nu ikke ingen alle mange noen nogle dette denne disse
        hans hennes deres man hva hvad hvem hvordan hvorfor samtidig""",
    "pl": """on ona ono oni one ja my wy to ten ta te ci tego tej tych jego jej ich w we z ze na do od po przed przy
        za pod nad o u dla bez przez według podczas wobec i a ale lecz oraz albo jednak gdy kiedy jeśli jeżeli
        choć ponieważ bo że żeby jak co kto gdzie dlaczego czy nie nikt nic wszyscy wszystko wiele wielu kilka
        kilku inni każdy obaj także również też tak tam tu teraz dziś wczoraj potem wcześniej następnie później
        natomiast tymczasem jest są był była było były""",
    "cs": """on ona ono oni my vy já ja to ten ta tato toto tento ti ty tyto jeho její jejich v ve vo s se so z ze zo
        k ke ku na do od po před pred při pri za pod nad o u pro pre bez podle podľa během proti i a ale však
        nebo alebo ani ovšem když keď pokud ak protože pretože že aby jak ako co čo kdo kto kde proč prečo zda ne
        nie nikdo nikto nic všichni všetci všechno mnoho několik niekoľko jiní každý také tiež tam tady tu teď
        teraz dnes včera potom pak zatím je jsou sú byl bol""",
    "ru": """он она оно они его её ее их я мы вы это этот эта эти этого этой об о в во на с со к ко из от по до за под
        над при у для без через между после перед около среди согласно и а но или однако также тоже кроме если
        когда хотя пока чтобы что как кто где куда почему зачем так тогда там здесь тут теперь сейчас сегодня
        вчера затем потом ранее позже позднее не нет ни никто ничего все всё всего многие несколько некоторые
        другие каждый оба ещё еще уже был была было были тем тот та те ён яна яны гэта у з ад пра пасля калі але
        і""",
    "uk": """він вона воно вони його її їх я ми ви це цей ця ці цього про в у на з із зі до від за під над при для без
        через між після перед серед згідно і й та а але або проте однак також теж крім якщо коли хоча поки щоб що
        як хто де куди чому так тоді там тут тепер зараз сьогодні вчора потім раніше пізніше не ні ніхто нічого
        усі всі все багато кілька деякі інші кожен обидва ще уже вже був була було були той""",
    "bg": """той тя то те това този тази тези в във на с със от за до по при под над без през след преди според и а но
        или обаче ако когато докато че да как какво кой къде защо така там тук сега днес вчера после не никой
        нищо всички много няколко други също още""",
    "sr": """on ona ono oni to taj ta ovaj ova ovo u na s sa iz od do za po pri pod nad bez kroz nakon posle poslije
        pre prije prema i a ali ili međutim ako kad kada dok da kako šta što ko tko gde gdje zašto tako tada tamo
        ovde ovdje sada danas juče jučer ne niko nitko ništa svi sve mnogi neki drugi takođe također još već он
        она оно они то тај та овај ова ово у на с са из од до за по при под над без кроз након после пре према и
        а али или међутим ако кад када док да како шта што ко где зашто тако тада тамо овде сада данас јуче не
        нико ништа сви све многи неки други такође још већ""",
    "tr": """bu şu o bunlar onlar bir ben biz siz sen ve ama ancak fakat veya eğer çünkü ne kim nerede neden nasıl her
        hiç bazı tüm bütün çok birçok diğer ayrıca daha sonra önce şimdi bugün dün yarın orada burada böylece
        onun bunun onu bunu buna ona kimse hiçbir herkes""",
    "az": "bu o onlar bir biz və amma lakin ancaq çünki nə kim hər bəzi bütün çox digər həmçinin sonra",
    "el": """ο η το οι τα τον την του της των ένας μια μία ένα αυτός αυτή αυτό αυτοί σε στο στη στην στον στους στις
        στα με από για κατά μετά πριν χωρίς και αλλά ή όμως ωστόσο αν όταν ενώ επειδή ότι πως πού ποιος τι γιατί
        δεν μη κανείς όλοι όλα πολλοί μερικοί άλλοι επίσης εκεί εδώ τώρα σήμερα χθες είναι ήταν θα να""",
    "ro": """un o el ea ei ele eu noi voi acest această acesta aceasta aceștia în la pe cu din de pentru prin fără
        după înainte conform potrivit sub peste între și dar sau însă iar dacă când deși că să ce cine unde cum
        nu nimeni nimic toți toate mulți unii alții astfel atunci apoi acum astăzi ieri aici acolo a au este sunt
        era""",
    "hu": """a az egy ez ezek azok ő ők mi ti én és de vagy ha amikor mert hogy nem senki semmi minden sok néhány más
        itt ott most ma tegnap majd azonban ugyanakkor szerinte is aki ami hol miért""",
    "fi": "hän he se ne tämä nämä ja mutta tai jos kun koska että ei kaikki moni myös sitten nyt tänään eilen",
    "id": """ia dia mereka kami kita saya ini itu di ke dari pada dengan untuk dalam oleh menurut setelah sebelum
        sejak selama tanpa dan tetapi tapi namun atau jika kalau ketika saat karena bahwa apa siapa mana mengapa
        bagaimana tidak tak bukan semua banyak beberapa para sejumlah juga kemudian lalu kini sekarang selain
        sementara adapun""",
    "vi": """ông bà anh chị họ tôi chúng đây đó các những một trong trên tại ở từ với theo sau trước khi nếu nhưng và
        hoặc vì tuy mặc không ai tất nhiều hiện nay hôm""",
    "sw": "hii huyo yeye wao hakuna lakini na kwa katika baada kabla",
    "kk": "ол бұл осы олар біз және бірақ алайда",
}
"""In small letters."""
