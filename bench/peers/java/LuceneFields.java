import org.apache.lucene.facet.FacetsConfig;

/** What the index of Lucene holds: one table for who writes it and who reads it. */
final class LuceneFields {
    static final String ID = "id";
    static final String TITLE = "title";
    static final String BODY = "body";
    static final String DATE = "date";
    static final String[] FACETS = {"tags", "year", "month"};

    private LuceneFields() {}

    /** Articles may have several tags. */
    static FacetsConfig facets() {
        FacetsConfig config = new FacetsConfig();
        config.setMultiValued("tags", true);
        return config;
    }
}
