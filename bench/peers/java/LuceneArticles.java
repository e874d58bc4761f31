import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Indexes articles for LuceneSearch: one segment in the end; of bodies also where each word stands,
 * from which the highlighter reads instead of cutting them anew.
 *
 * <p>usage: LuceneArticles ARTICLES INDEX. Prints how many articles there are.
 */
public final class LuceneArticles {
    private static final double RAM_BUFFER_MB = 256;
    private static final FieldType WITH_OFFSETS = withOffsets();

    private LuceneArticles() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: LuceneArticles ARTICLES INDEX");
            System.exit(2);
        }
        FacetsConfig facets = LuceneFields.facets();
        try (Analyzer analyzer = new FrenchAnalyzer();
                Directory directory = FSDirectory.open(Path.of(arguments[1]));
                BufferedReader lines = Files.newBufferedReader(
                        Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            IndexWriterConfig config = new IndexWriterConfig(analyzer);
            config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
            config.setRAMBufferSizeMB(RAM_BUFFER_MB);
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    writer.addDocument(facets.build(document(JsonLine.parse(line))));
                }
                writer.forceMerge(1);
                System.out.println(writer.getDocStats().numDocs);
            }
        }
    }

    private static FieldType withOffsets() {
        FieldType type = new FieldType(TextField.TYPE_STORED);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.freeze();
        return type;
    }

    private static Document document(Map<String, List<String>> article) {
        Document document = new Document();
        document.add(new StoredField(LuceneFields.ID, text(article, "id")));
        document.add(new StoredField(LuceneFields.DATE, text(article, "date")));
        document.add(new TextField(LuceneFields.TITLE, text(article, "title"), Field.Store.YES));
        document.add(new Field(LuceneFields.BODY, text(article, "text"), WITH_OFFSETS));
        for (String tag : article.getOrDefault("tags", List.of())) {
            document.add(new SortedSetDocValuesFacetField("tags", tag));
        }
        String date = text(article, "date");
        if (!date.isEmpty()) {
            document.add(new SortedSetDocValuesFacetField("year", date.substring(0, 4)));
            document.add(new SortedSetDocValuesFacetField("month", text(article, "mois")));
        }
        return document;
    }

    private static String text(Map<String, List<String>> article, String key) {
        List<String> texts = article.getOrDefault(key, List.of());
        return texts.isEmpty() ? "" : texts.get(0);
    }
}
