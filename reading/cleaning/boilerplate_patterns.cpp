#include "reading/cleaning/boilerplate_patterns.hpp"

namespace kiosque::reading {
namespace {

constexpr std::string_view kSocialNetworks[] = {
    "facebook",  "twitter", "x",      "linkedin",  "whatsapp",  "telegram", "pinterest",
    "reddit",    "tumblr",  "viber",  "messenger", "mastodon",  "bluesky",  "threads",
    "instagram", "youtube", "tiktok", "snapchat",  "flipboard", "pocket",   "google",
    "vkontakte", "vk",      "weibo",  "wechat",    "skype",     "signal",   "digg",
    "viadeo",    "sms",     "email",  "mail",
};

// clang-format off
constexpr BoilerplateGroup kGroups[] = {
    {"share button", Certainty::alone, R"(
        share button | share buttons | share | share this
        share this article? post? page? story? | share it? on @ | share via? by? @ | share :
        partager | partager : | partagez : | partager sur @ | partagez sur @ | partage sur @
        partager par e? mail courriel? | partager par courriel | partager cet article sur? @?
        partagez cet article sur? @? | partager l article | partager cette page | partager ceci
        partager avec vos amis | cliquez pour partager sur @ ouvre dans une nouvelle fenetre
        cliquez pour partager sur @ | click to share on @ opens in new window
        click to share on @ | cliquer pour envoyer ... | cliquez pour envoyer ... | tweet
        tweeter | tweetez | retweet | j aime | j aime # | j aime ca | j aime chargement
        j aime cette page | like | like this | like loading | # likes | # partages | # shares
        # partages sur @ | pin it | epingler | suivez nous sur ... | suivez nous
        follow us on ... | follow us | retrouvez nous sur ... | rejoignez nous sur @ | whatsapp
        @ @ @ | @ @ @ @ | @ @ @ @ @ | @ @ @ @ @ @
    )"},
    {"share button", Certainty::in_pair, R"(
        @ | @ @ | plus | autres | partages | e mail | courriel
    )"},
    {"reading tool", Certainty::alone, R"(
        imprimer | imprimer cet? l? article? | imprimer la page | version imprimable | print
        print this article? page? | envoyer par e? mail | envoyer par courriel
        envoyer a un ami | email this article? | copier le lien | lien copie | copy link
        link copied | telecharger en? le? pdf | ecouter l article | ecouter cet article
        offrir l article | offrir cet article | ajouter a vos? mes? favoris
        ajouter a votre selection | temps de lecture # min? mn? minute? minutes? | lecture # min
        # min de lecture | # minutes de lecture | # min read | reading time # min? minutes?
        # vues | # views | # lectures | agrandir l image | taille du texte | a a a
    )"},
    {"reader's opinion", Certainty::alone, R"(
        # star # stars ... | # etoile # etoiles ... | no votes so far ... | votre note #
        votre note # > # | donnez votre note | notez cet article | noter cet article
        be the first to rate this post? | soyez le premier a noter ... | rate this article? post?
        cet article vous a t il ete utile | cet article vous a t il plu
        avez vous aime cet article | was this article? page? helpful | a a
    )"},
    {"cookie notice", Certainty::alone, R"(
        tout accepter | tout refuser | tout accepter tout refuser ... | continuer sans accepter
        accepter et fermer | accepter et continuer | parametrer les cookies | gerer les cookies
        gerer mes? preferences | accept all cookies? | reject all cookies? | manage cookies?
    )"},
    {"comment form", Certainty::alone, R"(
        laisser un commentaire | laisser un commentaire annuler la reponse
        laissez un commentaire | laisser une reponse annuler? la? reponse? | laissez une reponse
        ajouter un commentaire | ajoutez un commentaire | publier un commentaire
        poster un commentaire | ecrire un commentaire | commenter cet article
        reagir a cet article | reagissez a cet article | annuler la reponse | cancel reply
        leave a reply | leave a reply cancel reply | leave a comment | post a comment
        add a comment | post comment | submit comment
        votre adresse e mail ne sera pas publiee ...
        votre adresse email ne sera pas publiee ...
        votre adresse de messagerie ne sera pas publiee ...
        votre adresse courriel ne sera pas publiee ... | votre e mail ne sera pas publie ...
        your email address will not be published ...
        your e mail address will not be published ...
        les champs obligatoires sont indiques avec
        les champs obligatoires sont indiques par une? etoile? asterisque?
        les champs marques d un? une? asterisque? etoile? sont obligatoires
        champs obligatoires | champ obligatoire | required fields are marked
        enregistrer mon nom ... | save my name ...
        prevenez moi de tous les nouveaux commentaires par e? mail
        prevenez moi de tous les nouveaux articles par e? mail
        avertissez moi par e? mail des nouveaux ... | notify me of ...
        ce site utilise akismet ... | this site uses akismet ...
        en savoir plus sur comment les donnees de vos commentaires sont utilisees
        connectez vous pour ... | vous devez etre connecte pour ...
        vous devez vous connecter pour publier un commentaire
        you must be logged in to post a comment | aucun commentaire | pas de commentaire
        no comments | no comments yet | # commentaire | # commentaires | # comment | # comments
        commentaires # | comments # | commentaires fermes | les commentaires sont fermes
        comments are closed | les commentaires sont desactives | signaler un abus
        signaler ce commentaire | voir tous les commentaires | soyez le premier a commenter
        soyez le premier a reagir
    )"},
    {"comment form", Certainty::in_pair, R"(
        commentaire | commentaires | comment | comments | votre commentaire | votre message
        nom | votre nom | prenom | name | adresse e mail | adresse de messagerie | votre e? mail
        email | site web | site internet | website | repondre | reply | envoyer | submit
        publier
    )"},
    {"rating", Certainty::alone, R"(
        user rating # | user rating # votes? vote? | total score # | overall score #
        rating : # votes? vote? | average rating # ... | rate this article? post? | note : #
        note : # votes | note : # avis | note moyenne # votes? avis?
        note des lecteurs # votes? avis? | notez cet article | noter cet article
        evaluer cet article | evaluez cet article | # votes | # vote | # etoiles | # sur # votes
        # sur # avis
    )"},
    {"rating", Certainty::in_pair, R"(
        votes | vote | avis | review | reviews
    )"},
    {"cookie notice", Certainty::alone, R"(
        accepter | tout accepter | accepter tout | tout refuser | continuer sans accepter
        accepter les cookies | refuser les cookies | accept all? cookies? | reject all
        gerer les cookies | gerer mes? vos? preferences | parametrer les cookies
        personnaliser les cookies | parametres des cookies | preferences de cookies
        politique de cookies | cookie policy | cookie settings | ce site utilise des cookies ...
        notre site utilise des cookies ... | nous utilisons des cookies ...
        en poursuivant votre navigation ... | en continuant a naviguer ...
        this website uses cookies ... | this site uses cookies ... | we use cookies ...
        j accepte
    )"},
    {"cookie notice", Certainty::in_pair, R"(
        ok | en savoir plus
    )"},
    {"newsletter", Certainty::alone, R"(
        newsletter | newsletters | inscrivez vous a notre? la? nos? newsletter newsletters?
        inscrivez vous a la newsletter ... | inscription a la newsletter
        abonnez vous a notre newsletter ... | abonnez vous a la newsletter ...
        recevez notre newsletter ... | recevez gratuitement ... | s abonner a la newsletter
        s inscrire a la newsletter | s inscrire | je m inscris | je m abonne | subscribe
        subscribe now | subscribe to our newsletter ... | sign up for our newsletter ...
    )"},
    {"newsletter", Certainty::in_pair, R"(
        votre adresse e? mail | your email address
    )"},
    {"subscription", Certainty::alone, R"(
        s abonner | abonnez vous | article reserve aux abonnes | reserve aux abonnes
        cet article est reserve aux abonnes | la suite est reservee aux abonnes
        il vous reste # de cet article a lire ... | deja abonne se? connectez? vous? connecter?
        se connecter | mon compte | creer un compte | log in | sign in | sign up
    )"},
    {"other articles", Certainty::alone, R"(
        lire aussi | lire aussi : ... | lire aussi > ... | a lire aussi | a lire aussi : ...
        a lire : ... | a lire egalement | a lire egalement : ... | lire egalement
        lire egalement : ... | a voir aussi | a voir aussi : ... | voir aussi | voir aussi : ...
        voir egalement | voir egalement : ... | lire la suite | lire l article | lire plus
        read more | read also | read also : ... | read more : ... | continue reading
        sur le meme sujet | sur le meme theme | dans la meme rubrique | du meme auteur
        articles similaires | articles similaire | articles associes | articles connexes
        articles recents | articles lies | article precedent | article suivant
        articles les plus lus | les plus lus | les plus commentes | les plus partages
        vous aimerez aussi | vous pourriez aimer aussi? | cela pourrait vous interesser
        a decouvrir aussi | a la une | related articles | related posts | recent posts
        most read | you may also like | previous article | next article | previous post
        next post | voir tous les articles ... | tous les articles | voir plus d articles
    )"},
    {"advertisement", Certainty::alone, R"(
        publicite | publicites | annonce publicitaire | annonces google | contenu sponsorise
        lien sponsorise | sponsorise | la suite apres la publicite
        la suite apres cette publicite | fermer la publicite | passer la publicite
        advertisement | advertisements | sponsored content | sponsored
    )"},
    {"copyright", Certainty::alone, R"(
        tous droits reserves | tous droits reserves ... | all rights reserved
        all rights reserved ... | copyright # ... | copyright | reproduction interdite
        toute reproduction interdite | ... tous droits reserves | mentions legales
        politique de confidentialite | conditions generales d utilisation
        conditions generales de vente | privacy policy | terms of use | terms and conditions
        legal notice
    )"},
    {"navigation", Certainty::alone, R"(
        accueil > ... | home > ... | vous etes ici : ... | vous etes ici | you are here : ...
        aller au contenu principal? | skip to main? content | retour en haut de? la? page?
        haut de page | back to top | retour a l accueil | plan du site | menu principal
        ouvrir le menu | fermer le menu | basculer la navigation | toggle navigation
        rechercher sur le site | rechercher : | search : | search for : | page precedente
        page suivante | contactez nous | nous contacter | qui sommes nous | contact us
        about us
    )"},
    {"navigation", Certainty::in_pair, R"(
        accueil | home | menu | contact | contacts | about | a propos | rechercher | recherche
        search | connexion | login | fermer | close | suivant | precedent | next | previous
        rss
    )"},
    {"navigation", Certainty::in_trio, R"(
        actualites | actualite | actu | politique | economie | societe | culture | sport
        sports | monde | international | opinions | opinion | sante | sciences | technologie
        tech | environnement | videos | video | photos | podcasts | dossiers | blogs | tourisme
        france | europe | afrique | asie | ameriques
    )"},
    {"byline without a name", Certainty::alone, R"(
        author : | auteur : | auteurs : | autrice : | par : | by : | redige par | publie par
        ecrit par | written by | posted by | date : | tags : | categories :
        publie il y a # ... | il y a # minutes? heures? jours? semaines? mois? ans? | source :
        photo : | credit photo :
    )"},
    {"tag line", Certainty::alone, R"(
        tags : ... | mots cles : ... | etiquettes : ...
    )"},
};
// clang-format on

}  // namespace

std::span<const BoilerplateGroup> boilerplate_groups() {
    return kGroups;
}

std::span<const std::string_view> social_networks() {
    return kSocialNetworks;
}

}  // namespace kiosque::reading
