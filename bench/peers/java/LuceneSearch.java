import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;

/**
 * Serves an index of LuceneArticles: total, ten hits with the best sentence of each, three facets.
 *
 * <p>usage: LuceneSearch PORT THREADS INDEX
 */
public final class LuceneSearch {
    private static final int HITS = 10;
    private static final int TAGS = 10;
    private static final int ALL_VALUES = 1000;
    private static final int WHOLE_TEXT = 10_000_000;
    private static final Map<String, Float> SEARCHED = Map.of(LuceneFields.TITLE, 2f,
            LuceneFields.BODY, 1f);
    private static final Set<String> SHOWN =
            Set.of(LuceneFields.ID, LuceneFields.TITLE, LuceneFields.DATE);

    private final FrenchAnalyzer analyzer = new FrenchAnalyzer();
    private final IndexSearcher searcher;
    private final SortedSetDocValuesReaderState state;
    private final UnifiedHighlighter highlighter;

    private LuceneSearch(Path index) throws IOException {
        searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(index)));
        searcher.setQueryCache(null); // answers are to be made, not remembered
        state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader());
        highlighter = new UnifiedHighlighter(searcher, analyzer);
        highlighter.setMaxLength(WHOLE_TEXT);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: LuceneSearch PORT THREADS INDEX");
            System.exit(2);
        }
        LuceneSearch search = new LuceneSearch(Path.of(arguments[2]));
        SearchServer.start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]),
                search::answer);
    }

    private String answer(String words) throws IOException {
        SimpleQueryParser parser = new SimpleQueryParser(analyzer, SEARCHED);
        parser.setDefaultOperator(BooleanClause.Occur.MUST);
        Query query = parser.parse(words);
        // The threshold makes the total exact.
        TopScoreDocCollector best = TopScoreDocCollector.create(HITS, Integer.MAX_VALUE);
        FacetsCollector matches = new FacetsCollector();
        searcher.search(query, MultiCollector.wrap(best, matches));
        TopDocs top = best.topDocs();
        JsonText answer = new JsonText().begin('{').key("total").value(top.totalHits.value);
        hits(top, highlighter.highlight(LuceneFields.BODY, query, top), answer);
        facets(matches, answer);
        return answer.end('}').toString();
    }

    private void hits(TopDocs top, String[] snippets, JsonText answer) throws IOException {
        answer.key("hits").begin('[');
        for (int i = 0; i < top.scoreDocs.length; ++i) {
            Document document = searcher.doc(top.scoreDocs[i].doc, SHOWN);
            answer.begin('{');
            for (String name : SHOWN) answer.key(name).value(document.get(name));
            answer.key("snippet").value(snippets[i]).end('}');
        }
        answer.end(']');
    }

    private void facets(FacetsCollector matches, JsonText answer) throws IOException {
        Facets counts = new SortedSetDocValuesFacetCounts(state, matches);
        answer.key("facets").begin('{');
        for (String name : LuceneFields.FACETS) {
            int values = name.equals("tags") ? TAGS : ALL_VALUES;
            FacetResult found = counts.getTopChildren(values, name);
            answer.key(name).begin('[');
            if (found != null) {
                for (LabelAndValue each : found.labelValues) {
                    answer.begin('{').key("value").value(each.label);
                    answer.key("count").value(each.value.longValue()).end('}');
                }
            }
            answer.end(']');
        }
        answer.end('}');
    }
}
