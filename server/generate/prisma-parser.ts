export default (): { path: string; text: string }[] => [];
