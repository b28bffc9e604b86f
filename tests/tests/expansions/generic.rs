#[derive(Persist)]
struct Page<'a, T: Iterator, U, const N: usize = 4>
where
    U: Copy,
{
    title: &'a str,
    #[persist(borrow)]
    body: Cow<'a, str>,
    note: Cow<'a, str>,
    first: [T::Item; N],
    links: Vec<Link<U>>,
    source: PhantomData<T>,
    #[persist(skip)]
    drafts: Vec<T>,
}
