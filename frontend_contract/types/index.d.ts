/** Names for what the generated types hold, so that components can say what they take. Written by hand. */
import type { ChangeCursorQuery, ChangeCursorQueryVariables } from "./change-cursor";
import type { ChangesQuery, ChangesQueryVariables } from "./changes";
import type { GalleryImagesQuery, GalleryImagesQueryVariables } from "./gallery-images";
import type { GalleryListQuery, GalleryListQueryVariables } from "./gallery-list";
import type { LayoutQuery, LayoutQueryVariables, MenuEntryFragment } from "./layout";
import type { MemberDirectoryQuery, MemberDirectoryQueryVariables } from "./member-directory";
import type { MembersNearQuery, MembersNearQueryVariables } from "./members-near";
import type { NewsListQuery, NewsListQueryVariables } from "./news-list";
import type { PreviewQuery, PreviewQueryVariables } from "./preview";
import type { RedirectsQuery, RedirectsQueryVariables } from "./redirects";
import type { BodyBlockFragment, Language, RouteQuery, RouteQueryVariables, WholePageFragment } from "./route";
import type { SearchQuery, SearchQueryVariables } from "./search";
import type { SitemapQuery, SitemapQueryVariables } from "./sitemap";
import type { SubmitFormMutation, SubmitFormMutationVariables } from "./submit-form";
import type { UnlockPageMutation, UnlockPageMutationVariables } from "./unlock-page";

export type {
  CardPictureFragment as CardPicture,
  ContactCardFragment as ContactCard,
  ContentPictureFragment as ContentPicture,
  FacetCountFragment as FacetCount,
  FormFieldFragment as FormField,
  FormFieldKind,
  GalleryCardFragment as GalleryCard,
  GalleryTileFragment as GalleryTile,
  HeroPictureFragment as HeroPicture,
  Language,
  LogoPictureFragment as LogoPicture,
  MemberCardFragment as MemberCard,
  MemberFilter,
  MemberHitFragment as MemberHit,
  MemberKind,
  MemberOrder,
  NewsCardFragment as NewsCard,
  NewsFilter,
  PageHeadFragment as PageHead,
  SearchHitFragment as SearchHit,
  SearchType,
  TargetFragment as Target,
} from "./route";
export type { ErrorCode } from "./error-codes";
export type { HTML } from "./html";
export type { MenuEntryFragment as MenuEntry } from "./layout";

export type Page = WholePageFragment;
/** The page of one type: PageOf<"NewsPage">. */
export type PageOf<Name extends Page["__typename"]> = Extract<Page, { __typename: Name }>;
/** The block of one type: BlockOf<"QuoteBlock">. */
export type BlockOf<Name extends BodyBlockFragment["__typename"]> = Extract<BodyBlockFragment, { __typename: Name }>;
export type Block = BodyBlockFragment;
export type Restriction = NonNullable<RouteQuery["route"]["restriction"]>;
/** A form finds some itself, before anything is sent. */
export type FormError = Omit<SubmitFormMutation["submitForm"]["errors"][number], "__typename">;
export type Settings = LayoutQuery["siteSettings"];
export type Place = Settings["places"][number];
export type PlaceKind = Place["kind"];
export type Menu = Array<MenuEntryFragment & { children: MenuEntryFragment[] }>;
/** What any picture has, whichever preset it was asked in. */
export interface Picture {
  alt: string;
  altLanguage: Language | null;
  placeholder: string | null;
  focalPoint?: { x: number; y: number } | null;
  rendition: { url: string; width: number; height: number };
  sources: Array<{ mimeType: string; srcSet: string }>;
}

/** Every operation by its file's name. */
export interface Operations {
  "change-cursor": { answer: ChangeCursorQuery; variables: ChangeCursorQueryVariables };
  changes: { answer: ChangesQuery; variables: ChangesQueryVariables };
  "gallery-images": { answer: GalleryImagesQuery; variables: GalleryImagesQueryVariables };
  "gallery-list": { answer: GalleryListQuery; variables: GalleryListQueryVariables };
  layout: { answer: LayoutQuery; variables: LayoutQueryVariables };
  "member-directory": { answer: MemberDirectoryQuery; variables: MemberDirectoryQueryVariables };
  "members-near": { answer: MembersNearQuery; variables: MembersNearQueryVariables };
  "news-list": { answer: NewsListQuery; variables: NewsListQueryVariables };
  preview: { answer: PreviewQuery; variables: PreviewQueryVariables };
  redirects: { answer: RedirectsQuery; variables: RedirectsQueryVariables };
  route: { answer: RouteQuery; variables: RouteQueryVariables };
  search: { answer: SearchQuery; variables: SearchQueryVariables };
  sitemap: { answer: SitemapQuery; variables: SitemapQueryVariables };
  "submit-form": { answer: SubmitFormMutation; variables: SubmitFormMutationVariables };
  "unlock-page": { answer: UnlockPageMutation; variables: UnlockPageMutationVariables };
}
