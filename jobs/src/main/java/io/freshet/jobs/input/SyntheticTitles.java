package io.freshet.jobs.input;

import java.util.List;

/**
 * Names for the generated items, such as "Blue ceramic teapot", that tell the hidden theme. A name is a function of the id
 * alone. The first 18,432 items have different names; later ones are further series of them.
 */
public final class SyntheticTitles {
    private static final List<String> COLOURS = List.of(
            "Blue", "Red", "Green", "White", "Black", "Yellow", "Grey", "Amber", "Ivory", "Coral", "Teal", "Violet");
    private static final int STYLES = 6;
    private static final int NOUNS = 8;
    private static final int NAMES = COLOURS.size() * STYLES * NOUNS;

    /** Shares no factor with the number of names, so it walks through all of them before one comes again. */
    private static final int STRIDE = 181;

    private record Theme(List<String> styles, List<String> nouns) {
        static Theme of(String styles, String nouns) {
            return new Theme(List.of(styles.split(",")), List.of(nouns.split(",")));
        }
    }

    // themes 2n and 2n + 1 go together: who buys tea also looks at baking
    private static final List<Theme> THEMES = List.of(
            Theme.of(
                    "ceramic,glass,enamel,porcelain,cast-iron,stoneware",
                    "teapot,teacup,mug,saucer,tea caddy,milk jug,sugar bowl,infuser"),
            Theme.of(
                    "tin,silicone,steel,nonstick,wooden,copper",
                    "cake pan,rolling pin,whisk,mixing bowl,loaf pan,muffin tray,cookie cutter,cake stand"),
            Theme.of(
                    "terracotta,zinc,hanging,willow,stone,glazed",
                    "flower pot,planter,watering can,herb trough,seed tray,plant stand,bird bath,trellis"),
            Theme.of(
                    "folding,teak,rattan,canvas,weatherproof,striped",
                    "garden chair,parasol,bench,sun lounger,hammock,picnic table,deck box,fire bowl"),
            Theme.of(
                    "linen,cotton,velvet,wool,knitted,quilted",
                    "cushion,throw,bedspread,pillowcase,duvet cover,blanket,bolster,footstool"),
            Theme.of(
                    "brass,paper,opal,frosted,industrial,bamboo",
                    "table lamp,floor lamp,pendant,wall light,lampshade,lantern,night light,string of lights"),
            Theme.of(
                    "merino,cashmere,chunky,striped,ribbed,fair-isle",
                    "jumper,cardigan,scarf,beanie,gloves,socks,vest,poncho"),
            Theme.of(
                    "leather,suede,canvas,waxed,quilted,woven",
                    "handbag,backpack,wallet,belt,purse,tote,satchel,weekend bag"),
            Theme.of(
                    "running,trail,lightweight,cushioned,reflective,waterproof",
                    "shoes,shorts,jacket,cap,tights,socks,belt,armband"),
            Theme.of(
                    "foam,rubber,adjustable,folding,non-slip,weighted",
                    "yoga mat,kettlebell,skipping rope,dumbbell,resistance band,balance board,roller,pull-up bar"),
            Theme.of(
                    "two-person,ultralight,insulated,inflatable,all-season,compact",
                    "tent,sleeping bag,sleeping mat,camping stove,lantern,cool box,rucksack,flask"),
            Theme.of(
                    "carbon,telescopic,floating,braided,barbed,feathered",
                    "fishing rod,reel,lure,landing net,tackle box,float,line,bait bucket"),
            Theme.of(
                    "wooden,magnetic,stacking,musical,painted,soft",
                    "train set,building blocks,puzzle,spinning top,xylophone,doll's house,marble run,pull-along dog"),
            Theme.of(
                    "organic,knitted,padded,reversible,hooded,embroidered",
                    "baby blanket,bib,romper,changing mat,cot bumper,booties,bath towel,sleep suit"),
            Theme.of(
                    "hardback,gridded,leather,recycled,spiral,pocket",
                    "notebook,diary,sketchbook,album,planner,address book,journal,ring binder"),
            Theme.of(
                    "fountain,brush,gel,calligraphy,mechanical,fine-line",
                    "pen,pen set,ink,pencil case,refill,desk stand,marker,nib"),
            Theme.of(
                    "sable,acrylic,watercolour,oil,beginner's,studio",
                    "brush set,paint box,palette,easel,canvas,sketch pad,varnish,apron"),
            Theme.of(
                    "merino,cotton,bamboo,circular,felted,hand-dyed",
                    "yarn,needles,crochet hook,knitting kit,project bag,stitch markers,felt,loom"),
            Theme.of(
                    "walnut,acoustic,half-size,vintage,nylon-string,travel",
                    "guitar,ukulele,strap,capo,tuner,plectrum,music stand,case"),
            Theme.of(
                    "wireless,over-ear,portable,noise-cancelling,retro,waterproof",
                    "headphones,speaker,turntable,radio,earbuds,soundbar,charger,dock"),
            Theme.of(
                    "mechanical,ergonomic,wireless,low-profile,backlit,compact",
                    "keyboard,mouse,desk mat,wrist rest,webcam,monitor arm,laptop stand,hub"),
            Theme.of(
                    "curved,ultrawide,gaming,portable,racing,streaming",
                    "monitor,chair,headset,controller,microphone,capture card,joystick,light panel"),
            Theme.of(
                    "sisal,plush,catnip,scratch-proof,window,interactive",
                    "cat tree,scratching post,cat bed,litter tray,toy mouse,cat tunnel,feeding bowl,cat flap"),
            Theme.of(
                    "braided,padded,chewable,orthopaedic,reflective,retractable",
                    "dog lead,harness,dog bed,chew toy,collar,dog coat,travel bowl,tennis ball"),
            Theme.of(
                    "lavender,rose,shea,charcoal,oatmeal,citrus",
                    "soap,hand cream,bath salts,body scrub,shower gel,face mask,body oil,lip balm"),
            Theme.of(
                    "soy,beeswax,scented,pillar,floating,three-wick",
                    "candle,tealight,candle holder,diffuser,wax melt,gift set,snuffer,votive"),
            Theme.of(
                    "single-origin,dark-roast,burr,stovetop,pour-over,double-walled",
                    "coffee beans,grinder,moka pot,dripper,espresso cup,kettle,milk frother,coffee scale"),
            Theme.of(
                    "salted,dark,hazelnut,artisan,orange,ginger",
                    "chocolate bar,truffles,fudge,biscuits,toffee,pralines,cocoa,nougat"),
            Theme.of(
                    "cordless,rechargeable,precision,heavy-duty,magnetic,compact",
                    "drill,screwdriver,spirit level,tape measure,sander,tool box,work light,jigsaw"),
            Theme.of(
                    "hybrid,folding,clip-on,tubeless,rechargeable,aero",
                    "bicycle light,helmet,saddle,pannier,pump,bike lock,bell,mudguard"),
            Theme.of(
                    "silver,gold-plated,beaded,pearl,hammered,enamelled",
                    "earrings,necklace,bracelet,ring,brooch,anklet,pendant,cufflinks"),
            Theme.of(
                    "automatic,slim,diver's,solar,moon-phase,field",
                    "watch,watch strap,alarm clock,wall clock,pocket watch,travel clock,watch box,stopwatch"));

    private SyntheticTitles() {}

    /** The name of an item of {@link SyntheticStream}, or {@code item <id>} for any other id. */
    public static String titleOf(String itemId) {
        long number = SyntheticItems.numberOf(itemId);
        return number < 0 ? "item " + itemId : titleOf(number);
    }

    static int themes() {
        return THEMES.size();
    }

    /** An item's number alone says what it is about. */
    static int themeOf(long number) {
        return (int) (number % THEMES.size());
    }

    private static String titleOf(long number) {
        Theme theme = THEMES.get(themeOf(number));
        long place = number / THEMES.size();
        int name = (int) (place % NAMES * STRIDE % NAMES);
        String noun = theme.nouns().get(name % NOUNS);
        String style = theme.styles().get(name / NOUNS % STYLES);
        String colour = COLOURS.get(name / NOUNS / STYLES);
        String title = colour + " " + style + " " + noun;
        long series = place / NAMES;
        return series == 0 ? title : title + ", series " + (series + 1);
    }
}
