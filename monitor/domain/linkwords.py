"""The words that addresses of lists, of sections and of articles are made of, in the spellings outlets use.

Collected by meaning from the address schemes of news sites in some fifteen languages; a word belongs here when it says
what kind of page an address leads to.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LISTS = _words(
    "tag tags label labels keyword keywords topic topics category categories categoria cat author authors autor "
    "autores auteur auteurs autori avtor avtory user users profile people person persons search suche recherche "
    "buscar busca poisk arama cari tim-kiem rubric rubrics rubrica rubrika rubriki ressort ressorts theme themes "
    "thema themen tema temas temy sujet sujets syuzhet viewsuzhet etiqueta etiquetas etiket etiketa schlagwort "
    "mot-cle mots-cles dossier dossiers collection collections collectie series trend trends bolme taxonomy login "
    "signin signup register subscribe subscription account cart shop rss feed feeds sitemap wp-json wp-content "
    "wp-admin wp-login.php xmlrpc.php api cdn-cgi static assets uploads media-kit cgi-bin channel channels tv-program "
    "schedule weather currency widget widgets embed share sharer comments newsletter newsletters allnews newslist "
    "programmes epg مفاتيح بحث وسوم كاتب تصنيف برچسب جستجو"
)
"""Segments below which every page is a list, or no article at all."""

WEAK_LISTS = _words(
    "archive archives archiv arkhiv arxiv arsip archivo archivio page index list lists latest special specials "
    "section sections seccion service services date podcasts program programs programas programme news-archive آرشیو"
)
"""The same, unless a day, a document's file or a whole headline follows."""

ARTICLES = _words(
    "article articles articlelist artikel artikkel story stories detail details content contents post posts view read "
    "show node item entry a id q show newsdetail newsview noticia nota notas actualite berita haber haberler xeber "
    "xeberler novost statya titulo vest vijest vijesti uutiset naujienos aktualnosci nyheter nyheder nieuws stiri "
    "video videos photo photos foto fotos gallery galleries news noticias notizie nachrichten novosti actualites "
    "actualidad aktualno akhbar خبر اخبار أخبار مقال news-detail"
)
"""Segments that a single article, named by whatever follows, may stand below."""

ONE_ARTICLE = _words("article story detail details view read show post node newsdetail noticia nota vest")
"""Those of them below which nothing but a single article stands."""

MENU = _words(
    "a about advertise advertising africa al all america americas an analysis and arab arabic archive archives "
    "article articles arts asia asian at au automotive banking best breaking britain business by careers central "
    "china chinese cities city climate columnists columns comment commentary community company conditions conflict "
    "contact contacts cookie cookies corporate country covid crime culture de defence defense del des diplomacy "
    "diplomatic domestic du east eastern economic economics economy editorial editorials education el en energy "
    "english entertainment environment et eurasia europe european events exclusive expo faq fashion features finance "
    "financial food football foreign for from full galleries gallery general global government gulf health help "
    "history home in index industry infographics info information international interview interviews investigations "
    "iran it jobs journal justice la latest latin law le legal les letters life lifestyle list live local los main "
    "market markets media middle military minister ministry money more most multimedia music my nation national "
    "nature new news newspaper north northeast notes obituaries of oil on op opinion opinions or other our pacific "
    "page pages parliament people photo photos picture pictures se ne nw sw podcast policies policy political "
    "politics popular press president privacy product products programs projects property public radio read real "
    "estate reform region regional regions religion report reports research review reviews rights russia science "
    "sciences section security services social society south southeast southern space special sport sports stories "
    "story style subscribe sustainability team tech technologies technology tenders terms the to today top tourism "
    "trade travel trending turkey tv uk un us usa use video videos view views war watch weather website west western "
    "women work world worldwide year years young your youth noticias saude educacao desporto esportes sociedade "
    "turismo lazer ciencia tecnologia politica economia deportes cultura sociedad mundo nacional nacionales "
    "internacional internacionales actualidad inicio contacto quienes somos aviso y e actualite monde politique "
    "economie societe afrique ameriques asie pacifique moyen orient proche banque banques finances sante "
    "environnement accueil mentions legales qui sommes nous politik wirtschaft ausland inland gesellschaft kultur "
    "wissen impressum datenschutz ueber uns und novosti politika ekonomika obschestvo obshchestvo proisshestviya "
    "kultura mir v mire nauka i lenta glavnoe kontakty o nas haberler gundem ekonomi spor dunya saglik sanat egitim "
    "son dakika haberleri hakkimizda iletisim berita nasional internasional olahraga hiburan tentang kami redaksi tin "
    "tuc thoi su the gioi kinh te xa hoi van hoa"
)
"""Words that sections, and pages about the outlet, are named with: a slug of nothing else names no article."""
